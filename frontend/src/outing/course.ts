/** A run or a walk as it goes: the countdown, each part in its turn, pauses, the end. No clock or page of its own. */
import type { OutingPart, PartKind } from "./document";

export type Stage = "ready" | "countdown" | "going" | "paused" | "over";

export type CourseEvent =
  | { kind: "PartBegan"; part: OutingPart; index: number }
  | { kind: "Soon"; second: number }
  | { kind: "Over"; isWhole: boolean };

/** The last seconds of a part that are told. */
const toldS = 3;

export class Course {
  stage: Stage = "ready";
  /** Seconds of the outing that are over, without countdown and pauses. */
  passedS = 0;
  private countdownS: number;
  private index = -1;
  private told = 0;

  constructor(
    readonly parts: readonly OutingPart[],
    readonly readyS: number,
    private readonly tell: (event: CourseEvent) => void,
  ) {
    if (parts.length === 0) throw new RangeError("expected an outing with at least one part, found none");
    this.countdownS = readyS;
  }

  /** Does time pass in it? */
  get isRunning(): boolean {
    return this.stage === "going" || this.stage === "countdown";
  }

  get wholeS(): number {
    return this.parts.reduce((sum, part) => sum + part.seconds, 0);
  }

  /** The part that is on, the seconds left in it, and what comes after it. */
  get place(): { index: number; part: OutingPart; leftS: number; next: OutingPart | null } {
    let endS = 0;
    for (const [index, part] of this.parts.entries()) {
      endS += part.seconds;
      if (this.passedS < endS || index === this.parts.length - 1)
        return { index, part, leftS: Math.max(0, endS - this.passedS), next: this.parts[index + 1] ?? null };
    }
    throw new RangeError("unreachable: an outing has a part");
  }

  get countdownLeftS(): number {
    return this.countdownS;
  }

  /** Whole minutes of one kind that were done. */
  minutesOf(kind: PartKind): number {
    let beganS = 0;
    let doneS = 0;
    for (const part of this.parts) {
      const inPartS = Math.min(part.seconds, Math.max(0, this.passedS - beganS));
      if (part.kind === kind) doneS += inPartS;
      beganS += part.seconds;
    }
    return Math.round(doneS / 60);
  }

  start(): void {
    if (this.stage === "ready") this.stage = "countdown";
  }

  pause(): void {
    if (this.isRunning) this.stage = "paused";
  }

  goOn(): void {
    if (this.stage !== "paused") return;
    this.stage = this.countdownS > 0 && this.passedS === 0 ? "countdown" : "going";
    if (this.stage === "going") this.enter();
  }

  end(): void {
    if (this.stage === "over") return;
    this.stage = "over";
    this.tell({ kind: "Over", isWhole: this.passedS >= this.wholeS });
  }

  /** Come back to where a page that was left had been; it waits there. */
  resumeAt(passedS: number): void {
    this.passedS = Math.min(Math.max(0, passedS), this.wholeS);
    this.countdownS = 0;
    this.stage = "paused";
  }

  /** Time has passed, a fraction of a second or, behind a dark screen, minutes of it. */
  pass(seconds: number): void {
    let left = seconds;
    if (this.stage === "countdown") {
      const waited = Math.min(left, this.countdownS);
      this.countdownS -= waited;
      left -= waited;
      this.tellSoon(this.countdownS);
      if (this.countdownS > 0) return;
      this.stage = "going";
    }
    if (this.stage !== "going") return;
    this.passedS = Math.min(this.wholeS, this.passedS + left);
    if (this.passedS >= this.wholeS) {
      this.end();
      return;
    }
    this.enter();
    this.tellSoon(this.place.leftS);
  }

  /** Tell of the part that is on; parts that went by unseen are not told. */
  private enter(): void {
    const { index, part } = this.place;
    if (index === this.index) return;
    this.index = index;
    this.told = 0;
    this.tell({ kind: "PartBegan", part, index });
  }

  private tellSoon(leftS: number): void {
    const second = Math.ceil(leftS);
    if (second < 1 || second > toldS || second === this.told) return;
    this.told = second;
    this.tell({ kind: "Soon", second });
  }
}
