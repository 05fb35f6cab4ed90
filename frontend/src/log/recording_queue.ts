/** Points of sets, which the patient allowed to keep, wait here until the server has them or wants none. */
export interface WaitingRecording {
  /** The id of the set's entry. */
  entry: string;
  owner: string;
  /** When it was made (milliseconds). */
  madeMs: number;
  rangeShare: number;
  packet: Uint8Array<ArrayBuffer>;
}

export interface RecordingStore {
  put(recording: WaitingRecording): Promise<void>;
  remove(entry: string): Promise<void>;
  ofOwner(owner: string): Promise<WaitingRecording[]>;
}

/** What became of one: `gone` is taken, or will never be; `later` is to be tried again. */
export type SendRecording = (recording: WaitingRecording) => Promise<"gone" | "later">;

/** More than a week's worth does not wait: entries matter, replays are a help. */
const mostWaiting = 60;

export class RecordingQueue {
  private flushing: Promise<void> | null = null;

  constructor(
    private readonly owner: string,
    private readonly store: RecordingStore,
    private readonly send: SendRecording,
    private readonly now: () => number = Date.now,
  ) {}

  /** Keep a recording; the oldest ones give way when too many wait. */
  async add(entry: string, packet: Uint8Array<ArrayBuffer>, rangeShare: number): Promise<void> {
    await this.store.put({ entry, owner: this.owner, madeMs: this.now(), rangeShare, packet });
    const own = await this.inOrder();
    for (const old of own.slice(0, Math.max(0, own.length - mostWaiting))) await this.store.remove(old.entry);
  }

  /** Send what waits, the oldest first, until one has to wait; calls do not overlap. */
  flush(): Promise<void> {
    this.flushing ??= this.sendWaiting().finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  private async sendWaiting(): Promise<void> {
    for (const recording of await this.inOrder()) {
      const became = await this.send(recording).catch(() => "later" as const);
      if (became === "later") return;
      await this.store.remove(recording.entry);
    }
  }

  private async inOrder(): Promise<WaitingRecording[]> {
    return (await this.store.ofOwner(this.owner)).sort((a, b) => a.madeMs - b.madeMs);
  }
}
