/** The recordings of the person on this page. They go out after the entries that they belong to. */
import { post } from "../page/post";
import { currentViewer, type Viewer } from "../page/viewer";
import { openDatabase, write, type Database } from "../store/database";
import type { EntryQueue } from "./queue";
import {
  RecordingQueue,
  type RecordingStore,
  type SendRecording,
  type WaitingRecording,
} from "./recording_queue";

const address = "/api/recordings/";
const patienceMs = 60_000;
/** The set is not in the log yet. */
const tooEarly = 409;

let queue: RecordingQueue | undefined;

/** The queue, or null for strangers. */
export function openRecordings(entries: EntryQueue): RecordingQueue | null {
  const viewer = currentViewer();
  if (!viewer) return null;
  if (queue) return queue;
  const opened = new RecordingQueue(viewer.id, new IndexedRecordings(openDatabase()), senderFor(viewer));
  entries.onReach((isReached) => isReached && void opened.flush());
  void entries.flush().then(() => opened.flush());
  queue = opened;
  return opened;
}

function senderFor(viewer: Viewer): SendRecording {
  return async ({ entry, packet, rangeShare }) => {
    const response = await post(viewer, `${address}${entry}?range_share=${rangeShare}`, packet, {
      type: "application/octet-stream",
      redirect: "error",
      signal: AbortSignal.timeout(patienceMs),
    });
    // A refusal is for good: the consent was taken back, or it is no recording.
    return response.status === tooEarly || response.status >= 500 ? "later" : "gone";
  };
}

class IndexedRecordings implements RecordingStore {
  constructor(private readonly database: Promise<Database>) {}

  async put(recording: WaitingRecording): Promise<void> {
    await write(await this.database, "recordings", recording);
  }

  async remove(entry: string): Promise<void> {
    await (await this.database).delete("recordings", entry);
  }

  async ofOwner(owner: string): Promise<WaitingRecording[]> {
    return (await this.database).getAllFromIndex("recordings", "owner", owner);
  }
}
