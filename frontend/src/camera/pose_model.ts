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
  private readonly speed = new PoseWeight();
  private full: "unasked" | "asked" | "prepared" | "none" = "unasked";
  private readonly worker = new Worker(new URL("./pose_worker.ts", import.meta.url), { type: "module" });

  constructor(
    private readonly ways: { ready(): void; unavailable(problem: string): void; body(body: Body): void },
  ) {
    this.worker.addEventListener("message", (event: MessageEvent<PoseAnswer>) => this.hear(event.data));
    this.worker.addEventListener("error", (event) => ways.unavailable(event.message));
    this.ask({
      kind: "load",
      folder: new URL(`${base}${__VISION_FOLDER__}`, location.href).href,
      model: new URL(base + __POSE_LITE__, location.href).href,
    });
  }

  /** Look at a picture, which is then gone. Only when not busy. */
  look(picture: ImageBitmap, t_ms: number): void {
    this.isBusy = true;
    this.ask({ kind: "picture", picture, t_ms }, [picture]);
  }

  /** A set begins: take the model that suits this machine. It stays for the set; the person is told nothing. */
  suitMachine(): void {
    if (this.full === "prepared") {
      this.ask({ kind: "use" });
      this.weight = "full";
      this.full = "none";
    } else if (this.full === "unasked" && this.speed.best === "full" && !savesData()) {
      this.full = "asked";
      this.ask({ kind: "prepare", model: new URL(base + __POSE_FULL__, location.href).href });
    }
  }

  dispose(): void {
    this.worker.terminate();
  }

  private ask(message: PoseAsk, moved: Transferable[] = []): void {
    this.worker.postMessage(message, moved);
  }

  private hear(answer: PoseAnswer): void {
    if (answer.kind === "unavailable") {
      this.ways.unavailable(answer.problem);
      return;
    }
    if (answer.kind === "prepared") {
      this.full = answer.isThere ? "prepared" : "none";
      return;
    }
    this.isBusy = false;
    if (answer.kind === "ready") {
      this.isReady = true;
      this.ways.ready();
      return;
    }
    if (this.weight === "lite") this.speed.add(answer.tookMs);
    this.ways.body({ t_s: answer.t_ms / 1000, landmarks: answer.landmarks, tookMs: answer.tookMs });
  }
}

/** Somebody who saves data gets no second model. */
function savesData(): boolean {
  return "connection" in navigator && (navigator.connection as { saveData?: boolean }).saveData === true;
}
