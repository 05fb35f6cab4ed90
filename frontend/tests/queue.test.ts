import { describe, expect, test } from "vitest";
import { newEntry, type LogEntry } from "../src/log/entry";
import { EntryQueue, type Answer, type EntryStore } from "../src/log/queue";
import type { WaitingEntry } from "../src/log/waiting_entry";

class MapStore implements EntryStore {
  readonly kept = new Map<string, WaitingEntry>();

  async put(waiting: WaitingEntry): Promise<void> {
    this.kept.set(waiting.entry.id, waiting);
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.kept.delete(id);
  }

  async ofOwner(owner: string): Promise<WaitingEntry[]> {
    return [...this.kept.values()].filter((waiting) => waiting.owner === owner);
  }
}

/** A server that can be cut off, and remembers what it was sent. */
class Server {
  isReachable = true;
  readonly batches: string[][] = [];
  refusing: string[] = [];

  readonly send = async (entries: readonly LogEntry[]): Promise<Answer> => {
    this.batches.push(entries.map((entry) => entry.id));
    if (!this.isReachable) throw new Error("no connection");
    const refused = entries.filter((entry) => this.refusing.includes(entry.id));
    return {
      acknowledged: entries.map((entry) => entry.id).filter((id) => !this.refusing.includes(id)),
      refused: refused.map((entry) => ({ id: entry.id, problem: "not an exercise" })),
      conflicts: [],
      locked: false,
      changed: false,
    };
  };
}

const walk = (minutes: number) => newEntry({ kind: "walk", minutes });

function setUp() {
  const [store, server] = [new MapStore(), new Server()];
  return { store, server, queue: new EntryQueue("anna", store, server.send) };
}

describe("the queue", () => {
  test("an entry is kept before anything is sent", async () => {
    const { store, server, queue } = setUp();
    await queue.add(walk(20));
    expect([store.kept.size, server.batches.length]).toEqual([1, 0]);
  });

  test("it tells after each try whether the server took what was sent", async () => {
    const { server, queue } = setUp();
    const heard: boolean[] = [];
    queue.onReach((isReached) => heard.push(isReached));
    await queue.add(walk(20));
    server.isReachable = false;
    await queue.flush();
    server.isReachable = true;
    await queue.flush();
    expect(heard).toEqual([false, true]);
  });

  test("an acknowledged entry leaves the phone", async () => {
    const { store, queue } = setUp();
    await queue.add(walk(20));
    await queue.flush();
    expect(store.kept.size).toBe(0);
  });

  test("without a connection everything stays, and goes out later in the order it was made", async () => {
    const { store, server, queue } = setUp();
    server.isReachable = false;
    const entries = [walk(10), walk(20), walk(30)];
    for (const entry of entries) await queue.add(entry);
    await queue.flush();
    expect(store.kept.size).toBe(3);
    server.isReachable = true;
    await queue.flush();
    expect(server.batches.at(-1)).toEqual(entries.map((entry) => entry.id));
    expect(store.kept.size).toBe(0);
  });

  test("a new page finds what an old one left", async () => {
    const { store, server, queue } = setUp();
    await queue.add(walk(20));
    const afterReload = new EntryQueue("anna", store, server.send);
    await afterReload.flush();
    expect(store.kept.size).toBe(0);
  });

  test("one person's entries never go out under another's name", async () => {
    const { store, server, queue } = setUp();
    await queue.add(walk(20));
    await new EntryQueue("ben", store, server.send).flush();
    expect([store.kept.size, server.batches.length]).toEqual([1, 0]);
  });

  test("a refused entry is kept apart and not sent again", async () => {
    const { store, server, queue } = setUp();
    const entry = walk(20);
    server.refusing = [entry.id];
    await queue.add(entry);
    await queue.flush();
    await queue.flush();
    expect(server.batches.length).toBe(1);
    expect(store.kept.get(entry.id)?.state).toBe("refused");
    expect(await queue.state()).toEqual({ waiting: 0, refused: 1 });
  });

  test("many entries go out in batches that the server takes", async () => {
    const { store, server, queue } = setUp();
    for (let i = 0; i < 230; i++) await queue.add(walk(i));
    await queue.flush();
    expect(server.batches.map((batch) => batch.length)).toEqual([100, 100, 30]);
    expect(store.kept.size).toBe(0);
  });

  test("an entry does not wait for the one before it: the page may be left", () => {
    const begun: string[] = [];
    const put = (waiting: WaitingEntry) => {
      begun.push(waiting.entry.id);
      return new Promise<void>(() => undefined);
    };
    const queue = new EntryQueue("anna", Object.assign(new MapStore(), { put }), new Server().send);
    const entries = [walk(10), walk(20)];
    for (const entry of entries) void queue.add(entry);
    expect(begun).toEqual(entries.map((entry) => entry.id));
  });

  test("what is just being written counts as waiting", async () => {
    const { queue } = setUp();
    const adding = queue.add(walk(20));
    expect(await queue.state()).toEqual({ waiting: 1, refused: 0 });
    await adding;
  });

  test("two calls at once send once", async () => {
    const { server, queue } = setUp();
    await queue.add(walk(20));
    await Promise.all([queue.flush(), queue.flush()]);
    expect(server.batches.length).toBe(1);
  });
});
