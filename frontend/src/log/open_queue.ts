/** The queue of the person on this page. It sends at once, when the connection returns, and every half minute. */
import { currentViewer } from "../page/viewer";
import { openDatabase } from "../store/database";
import { IndexedStore } from "./indexed_store";
import { EntryQueue } from "./queue";
import { senderFor } from "./sender";

const againMs = 30_000;
const address = "/api/entries";

let queue: EntryQueue | undefined;

/** The queue, or null for strangers. */
export function openQueue(): EntryQueue | null {
  const viewer = currentViewer();
  if (!viewer) return null;
  queue ??= start(new EntryQueue(viewer.id, new IndexedStore(openDatabase()), senderFor(viewer, address)));
  return queue;
}

function start(opened: EntryQueue): EntryQueue {
  const flush = () => void opened.flush();
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", flush);
  setInterval(() => {
    if (navigator.onLine) flush();
  }, againMs);
  flush();
  return opened;
}
