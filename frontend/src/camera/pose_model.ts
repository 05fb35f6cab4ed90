/** The pose model as the page sees it: it loads in its own worker, then answers one picture at a time. */
import type { PoseAnswer, PoseAsk } from "./pose_message";
import { PoseWeight, type Weight } from "./pose_weight";

const base = import.meta.env.BASE_URL;

export interface Body {
  /** Time of the picture, seconds on the page's clock. */
  t_s: number;
  /** See `landmarks.ts`; empty when nobody was found. */
  landmarks: Float64Array;
  /** What the model took (milliseconds). */
  tookMs: number;
}

export class PoseModel {
  isBusy = true;
  /** Has the model loaded? */
  isReady = false;
  /**
   * Which model looks; the coach reads angles by what was measured with it. The small one loads sooner, and shows
   * how quick this machine is.
   */
  weight: Weight = "lite";
  private speed = new PoseWeight();
  private worker: Worker;
  /** The other model, in a worker of its own: the one in use goes on looking while it loads. */
  private spare: Worker | null = null;
  private isSpareReady = false;
  private mayChange = !savesData();

  constructor(
    private readonly ways: { ready(): void; unavailable(problem: string): void; body(body: Body): void },
  ) {
    this.worker = this.begin(this.weight);
  }

  /** Look at a picture, which is then gone. Only when not busy. */
  look(picture: ImageBitmap, t_ms: number): void {
    this.isBusy = true;
    ask(this.worker, { kind: "picture", picture, t_ms }, [picture]);
  }

  /** Nobody waits for pictures now: load the model that suits this machine, if it is the other one. */
  prepare(): void {
    const { best } = this.speed;
    if (!this.mayChange || this.spare || best === this.weight) return;
    this.spare = this.begin(best);
  }

  /** A set begins: take the other model, if it was prepared. It stays for the set; the person is told nothing. */
  suitMachine(): void {
    if (!this.spare || !this.isSpareReady) return;
    this.worker.terminate();
    this.worker = this.spare;
    this.spare = null;
    this.isSpareReady = false;
    // A picture that the old one still had is gone with it.
    this.isBusy = false;
    this.weight = this.speed.best;
    this.speed = new PoseWeight(this.weight);
    // Who turned out too slow for the full one is not asked again.
    if (this.weight === "lite") this.mayChange = false;
  }

  dispose(): void {
    this.worker.terminate();
    this.spare?.terminate();
  }

  private begin(weight: Weight): Worker {
    const worker = new Worker(new URL("./pose_worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", (event: MessageEvent<PoseAnswer>) => this.hear(worker, event.data));
    worker.addEventListener("error", ({ message }) => {
      this.hear(worker, { kind: "unavailable", problem: message });
    });
    ask(worker, {
      kind: "load",
      folder: new URL(`${base}${__VISION_FOLDER__}`, location.href).href,
      model: addressOf(weight),
    });
    return worker;
  }

  private hear(from: Worker, answer: PoseAnswer): void {
    if (from === this.spare) this.hearSpare(answer);
    else if (from === this.worker) this.hearUsed(answer);
  }

  private hearSpare({ kind }: PoseAnswer): void {
    this.isSpareReady = kind === "ready";
    if (kind !== "unavailable") return;
    // Not to be had now: the present one goes on.
    this.spare?.terminate();
    this.spare = null;
    this.mayChange = false;
  }

  private hearUsed(answer: PoseAnswer): void {
    if (answer.kind === "unavailable") {
      this.ways.unavailable(answer.problem);
      return;
    }
    this.isBusy = false;
    if (answer.kind === "ready") {
      this.isReady = true;
      this.ways.ready();
      return;
    }
    if (answer.landmarks.length > 0) this.speed.add(answer.tookMs);
    this.ways.body({ t_s: answer.t_ms / 1000, landmarks: answer.landmarks, tookMs: answer.tookMs });
  }
}

function ask(worker: Worker, message: PoseAsk, moved: Transferable[] = []): void {
  worker.postMessage(message, moved);
}

function addressOf(weight: Weight): string {
  return new URL(base + (weight === "lite" ? __POSE_LITE__ : __POSE_FULL__), location.href).href;
}

/** Somebody who saves data gets no second model. */
function savesData(): boolean {
  return "connection" in navigator && (navigator.connection as { saveData?: boolean }).saveData === true;
}
