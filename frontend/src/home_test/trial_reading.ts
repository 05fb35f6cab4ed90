/**
 * What the camera makes of one trial, from the long tone on. It proposes a number or says that it has none: who was
 * out of sight for a moment was not measured.
 */
import type { Moment } from "../core/message";
import type { TestCameraDocument } from "./document";

/** What is read of a trial, and whether a repetition counts that is more than half done when time is up. */
export interface TrialRule {
  reads: TestCameraDocument["reads"];
  halfCounts: boolean;
}

export class TrialReading {
  /** The camera saw the hold, or the one movement that is measured, end. */
  isOver = false;
  private readonly before: number;
  private seen: number | null = null;
  private wasLost = false;
  private isOverHalf = false;

  /** `atTone` is the moment at the long tone: what was counted before it belongs to no trial. */
  constructor(
    private readonly rule: TrialRule,
    atTone: Moment | null,
  ) {
    this.before = atTone ? this.readingOf(atTone) : 0;
    if (rule.reads === "count" && atTone?.sight === "going") this.seen = 0;
  }

  /** Seconds held, repetitions, or degrees; null where the camera cannot tell. */
  get value(): number | null {
    return this.wasLost ? null : this.seen;
  }

  /** Is a position held now? */
  get isHeld(): boolean {
    return this.rule.reads === "held" && this.value !== null && !this.isOver;
  }

  take(moment: Moment): void {
    if (this.isOver) return;
    const value = Math.max(0, this.readingOf(moment) - this.before);
    if (this.rule.reads === "range") this.reach(moment, value);
    else if (this.rule.reads === "count") this.count(moment, value);
    else this.hold(moment, value);
  }

  /** Time is up. */
  end(): void {
    if (this.rule.halfCounts && this.isOverHalf && this.seen !== null) this.seen += 1;
    this.isOverHalf = false;
  }

  private count(moment: Moment, value: number): void {
    this.wasLost ||= moment.sight === "away";
    if (moment.sight === "going") this.seen = value;
    this.isOverHalf = moment.is_over_half;
  }

  /** The first whole movement after the tone is the trial. */
  private reach(moment: Moment, done: number): void {
    this.wasLost ||= moment.sight === "away";
    if (done === 0 || moment.range_deg === null) return;
    this.seen = Math.round(moment.range_deg);
    this.isOver = true;
  }

  private hold(moment: Moment, value: number): void {
    if (moment.is_holding) this.seen = value;
    if (this.seen === null) return;
    if (moment.sight !== "going") this.wasLost = true;
    else if (!moment.is_holding) {
      // What is too short to be called a hold is timed by no camera.
      this.seen = value > 0 ? value : null;
      this.isOver = true;
    }
  }

  private readingOf(moment: Moment): number {
    return this.rule.reads === "held" ? moment.held_s : moment.count;
  }
}
