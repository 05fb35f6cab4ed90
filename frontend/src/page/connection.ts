/** The line that says there is no connection. It blocks nothing. */
import type { EntryQueue } from "../log/queue";

/** Shown without a network, and with one when the server did not take what was last sent. */
export function connectConnectionLine(queue: EntryQueue | null): void {
  const line = document.querySelector<HTMLElement>("[data-connection]");
  if (!line) return;
  let isReached = true;
  const show = () => {
    line.hidden = navigator.onLine && isReached;
  };
  queue?.onReach((reached) => {
    isReached = reached;
    show();
  });
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}
