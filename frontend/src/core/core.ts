/** The Python core as the page sees it: loading, ready, or out of reach; and one way to call it. */
import type { CoachCall, CoreAnswer } from "./message";

export class CoreNotReadyError extends Error {
  constructor() {
    super("the core is not loaded; decide without it, in the strict way");
  }
}

export type CoachAnswer = Extract<CoreAnswer, { kind: "moment" | "packet" | "unwatched" }>;

/** A loaded core answers within a few milliseconds; later than this counts as no answer. */
const patienceMs = 3000;

interface Waiting {
  resolve(result: unknown): void;
  reject(problem: Error): void;
}

export class Core {
  isReady = false;
  private worker: Worker | null = null;
  private lastId = 0;
  private readonly waiting = new Map<number, Waiting>();
  /** Hears what the coach says of a set. */
  coachSaid: (answer: CoachAnswer) => void = () => undefined;

  /** Begin to load in the background. Calling it again changes nothing. */
  load(): void {
    if (this.worker) return;
    this.worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.worker.addEventListener("message", (event: MessageEvent<CoreAnswer>) => this.hear(event.data));
    this.worker.addEventListener("error", () => this.show("unavailable"));
  }

  /** The core's answer. Rejects at once when it is not loaded, and when it does not answer in time. */
  call(name: string, payload: unknown): Promise<unknown> {
    const worker = this.worker;
    if (!worker || !this.isReady) return Promise.reject(new CoreNotReadyError());
    const id = ++this.lastId;
    return new Promise<unknown>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      setTimeout(
        () => this.settle(id)?.reject(new Error(`the core did not answer ${name} in time`)),
        patienceMs,
      );
      worker.postMessage({ id, name, payload });
    });
  }

  /** To the coach, who answers through `coachSaid`. Before the core is loaded it waits in the worker. */
  tellCoach(message: CoachCall): void {
    const moved = message.kind === "frame" ? [message.landmarks.buffer] : [];
    this.worker?.postMessage(message, moved);
  }

  private hear(answer: CoreAnswer): void {
    if (answer.kind === "ready" || answer.kind === "unavailable") this.show(answer.kind);
    else if (answer.kind === "result") this.take(answer.id, answer.result);
    else if (answer.kind === "problem") this.settle(answer.id)?.reject(new Error(answer.problem));
    else this.coachSaid(answer);
  }

  /** The page says in `data-core` whether the core is there; nothing is drawn from it. */
  private show(state: "ready" | "unavailable"): void {
    this.isReady = state === "ready";
    document.documentElement.dataset["core"] = state;
  }

  /** Input that the core could not read is answered by `error`; that is no answer. */
  private take(id: number, result: unknown): void {
    const problem = (result as { error?: string }).error;
    if (problem === undefined) this.settle(id)?.resolve(result);
    else this.settle(id)?.reject(new Error(problem));
  }

  private settle(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    return waiting;
  }
}
