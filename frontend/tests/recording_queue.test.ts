import { describe, expect, it } from "vitest";
import { RecordingQueue, type RecordingStore, type WaitingRecording } from "../src/log/recording_queue";

class MapStore implements RecordingStore {
  readonly kept = new Map<string, WaitingRecording>();

  async put(recording: WaitingRecording): Promise<void> {
    this.kept.set(recording.entry, recording);
  }

  async remove(entry: string): Promise<void> {
    this.kept.delete(entry);
  }

  async ofOwner(owner: string): Promise<WaitingRecording[]> {
    return [...this.kept.values()].filter((recording) => recording.owner === owner);
  }
}

const packet = new Uint8Array([1, 2, 3]);

function setUp(answers: ("gone" | "later" | Error)[]) {
  const store = new MapStore();
  const sent: string[] = [];
  let clock = 0;
  const send = async ({ entry }: WaitingRecording) => {
    sent.push(entry);
    const answer = answers.shift() ?? "gone";
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { store, sent, queue: new RecordingQueue("anna", store, send, () => ++clock) };
}

describe("the queue of recordings", () => {
  it("keeps one before anything is sent", async () => {
    const { store, sent, queue } = setUp([]);
    await queue.add("a", packet, 1);
    expect([store.kept.size, sent.length]).toEqual([1, 0]);
  });
  it("sends the oldest first, and lets go what is taken or never will be", async () => {
    const { store, sent, queue } = setUp(["gone", "gone"]);
    await queue.add("a", packet, 1);
    await queue.add("b", packet, 1);
    await queue.flush();
    expect([sent, store.kept.size]).toEqual([["a", "b"], 0]);
  });
  it("waits with all when one has to wait, or without a connection", async () => {
    for (const answer of ["later" as const, new Error("no connection")]) {
      const { store, sent, queue } = setUp([answer]);
      await queue.add("a", packet, 1);
      await queue.add("b", packet, 1);
      await queue.flush();
      expect([sent, store.kept.size]).toEqual([["a"], 2]);
    }
  });
  it("never sends another person's", async () => {
    const { store, sent, queue } = setUp([]);
    await store.put({ entry: "x", owner: "ben", madeMs: 0, rangeShare: 1, packet });
    await queue.flush();
    expect([sent, store.kept.size]).toEqual([[], 1]);
  });
  it("lets the oldest give way when too many wait", async () => {
    const { store, queue } = setUp([]);
    for (let i = 0; i < 65; i++) await queue.add(String(i), packet, 1);
    expect([store.kept.size, store.kept.has("4"), store.kept.has("5")]).toEqual([60, false, true]);
  });
});
