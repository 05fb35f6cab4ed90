/** The line that says there is no connection. It blocks nothing. */
export function connectConnectionLine(): void {
  const line = document.querySelector<HTMLElement>("[data-connection]");
  if (!line) return;
  const show = () => {
    line.hidden = navigator.onLine;
  };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}
