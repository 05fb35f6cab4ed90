/** Posts entries to the server. */
import { post } from "../page/post";
import type { Viewer } from "../page/viewer";
import type { LogEntry } from "./entry";
import type { Answer, Send } from "./queue";

/** After this the server counts as out of reach; entries stay here. */
const patienceMs = 20_000;

export function senderFor(viewer: Viewer, address: string): Send {
  return async (entries: readonly LogEntry[]) => {
    const response = await post(viewer, address, JSON.stringify({ entries }), {
      type: "application/json",
      redirect: "error",
      signal: AbortSignal.timeout(patienceMs),
    });
    // 409 says that every entry of the batch conflicts; its body is an answer like any other.
    if (!response.ok && response.status !== 409) throw new Error(`the server answered ${response.status}`);
    return (await response.json()) as Answer;
  };
}
