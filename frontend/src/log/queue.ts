/** Entries wait here until the server has acknowledged them. Nothing else removes them. */
import type { LogEntry } from "./entry";
import type { WaitingEntry } from "./waiting_entry";

export interface EntryStore {
  put(waiting: WaitingEntry): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  ofOwner(owner: string): Promise<WaitingEntry[]>;
}

export interface Answer {
  acknowledged: string[];
  refused: { id: string; problem: string }[];
  conflicts: { id: string }[];
  locked: boolean;
  changed: boolean;
}

/** Sends a batch. Rejects when there is no connection or the server did not take it: all of it is kept. */
export type Send = (entries: readonly LogEntry[]) => Promise<Answer>;

export interface QueueState {
  waiting: number;
  refused: number;
}

/** The server takes at most 200 at a time. */
const batchSize = 100;

export class EntryQueue {
  private flushing: Promise<Answer | null> | null = null;
  private lastOrder = 0;
  private lastAdded: Promise<void> = Promise.resolve();
  private readonly listeners = new Set<(state: QueueState) => void>();
  private readonly reachListeners = new Set<(isReached: boolean) => void>();

  constructor(
    private readonly owner: string,
    private readonly store: EntryStore,
    private readonly send: Send,
    private readonly now: () => number = Date.now,
  ) {}

  /** Keep an entry. When this resolves it is on the disk; sending is tried afterwards. */
  add(entry: LogEntry): Promise<void> {
    this.lastOrder = Math.max(this.now(), this.lastOrder + 0.001);
    const waiting = { entry, owner: this.owner, order: this.lastOrder, state: "waiting" } as const;
    // The write begins at once, whatever is still being written: the page may be left in the next moment.
    const kept = this.store.put(waiting);
    // They are told one after the other, also when a write before failed: that one's caller has been told.
    const before = this.lastAdded.catch(() => undefined);
    this.lastAdded = Promise.all([kept, before]).then(() => this.tell());
    return this.lastAdded;
  }

  /** Keep an entry, then try to send what waits: what `flush` says. */
  async addAndFlush(entry: LogEntry): Promise<Answer | null> {
    await this.add(entry);
    return this.flush();
  }

  /** Try to send what waits. Null when nothing waited or nothing got through; calls do not overlap. */
  flush(): Promise<Answer | null> {
    this.flushing ??= this.sendWaiting().finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  /** How many entries wait, those included that are just being written. */
  async state(): Promise<QueueState> {
    await this.lastAdded.catch(() => undefined);
    return this.count();
  }

  private async count(): Promise<QueueState> {
    const own = await this.store.ofOwner(this.owner);
    const refused = own.filter((waiting) => waiting.state === "refused").length;
    return { waiting: own.length - refused, refused };
  }

  onChange(listener: (state: QueueState) => void): void {
    this.listeners.add(listener);
  }

  /** Hear after each try whether the server took what was sent. A network alone is no server. */
  onReach(listener: (isReached: boolean) => void): void {
    this.reachListeners.add(listener);
  }

  private async sendWaiting(): Promise<Answer | null> {
    let last: Answer | null = null;
    for (;;) {
      const batch = (await this.waiting()).slice(0, batchSize);
      if (batch.length === 0) return last;
      const answer = await this.send(batch.map((waiting) => waiting.entry)).catch(() => null);
      for (const listener of this.reachListeners) listener(answer !== null);
      if (!answer || !(await this.settle(batch, answer))) return last;
      last = answer;
    }
  }

  private async waiting(): Promise<WaitingEntry[]> {
    const own = await this.store.ofOwner(this.owner);
    return own.filter((waiting) => waiting.state === "waiting").sort((a, b) => a.order - b.order);
  }

  /** Remove what is acknowledged, keep apart what will never be taken. False when nothing moved. */
  private async settle(batch: readonly WaitingEntry[], answer: Answer): Promise<boolean> {
    const problems = new Map(answer.refused.map(({ id, problem }) => [id, problem]));
    for (const { id } of answer.conflicts)
      problems.set(id, "Another entry with the same id is already stored.");
    const settled = new Set(answer.acknowledged);
    await this.store.remove(batch.map((waiting) => waiting.entry.id).filter((id) => settled.has(id)));
    const refused = batch.filter((waiting) => problems.has(waiting.entry.id));
    for (const waiting of refused) {
      await this.store.put({ ...waiting, state: "refused", problem: problems.get(waiting.entry.id) ?? "" });
    }
    await this.tell();
    return settled.size + refused.length > 0;
  }

  private async tell(): Promise<void> {
    const state = await this.count();
    for (const listener of this.listeners) listener(state);
  }
}
