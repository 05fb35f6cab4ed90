/**
 * A home test as it goes: whose turn it is, the countdown, the trial, whether it counts, the rest. No clock, page
 * or sound of its own. Whatever is not kept is forgotten; what is kept is a number as it was measured.
 */
import type { TestDocument } from "./document";
import { turnsOf, type TrialValues, type Turn } from "./turn";

export type Stage = "ready" | "countdown" | "going" | "measured" | "rest" | "done";

export type GuideEvent =
  | { kind: "StageBegan"; stage: Stage }
  | { kind: "SecondPassed"; stage: Stage; second: number }
  | { kind: "Beat"; count: number };

/** Stopwatches by hand are no finer than a tenth of a second. */
const tenths = 10;

export class Guide {
  readonly turns: Turn[];
  readonly kept: TrialValues = {};
  stage: Stage = "ready";
  elapsedS = 0;
  /** What the trial measured, while the person decides whether it counts. */
  measured = 0;
  /**
   * What the person's own stopwatch, or their own counting, would say of the trial that was just measured; null where
   * they count aloud and nothing was pressed.
   */
  ownMeasure: number | null = 0;
  /** Seconds since the long tone, whatever the camera says. */
  sinceToneS = 0;
  private index = 0;
  private lastSecond = -1;
  private lastBeat = 0;

  constructor(
    private readonly test: TestDocument,
    private readonly tell: (event: GuideEvent) => void,
  ) {
    this.turns = turnsOf(test);
  }

  get turn(): Turn {
    const turn = this.turns[Math.min(this.index, this.turns.length - 1)];
    if (!turn) throw new RangeError("expected a test with at least one trial, found none");
    return turn;
  }

  /** How many turns are over. */
  get turnsDone(): number {
    return this.index;
  }

  get hasKept(): boolean {
    return Object.values(this.kept).some((values) => values.length > 0);
  }

  /** Is each repetition pressed? Where the time has an end the person counts aloud. */
  get isTapped(): boolean {
    return this.test.way === "count" && this.test.longest_s === null;
  }

  /** Seconds left of the countdown, the rest, or a trial that has an end. */
  get leftS(): number {
    return Math.max(0, (this.lengthS ?? 0) - this.elapsedS);
  }

  /** Does time pass in it? */
  get isCounting(): boolean {
    return this.stage === "countdown" || this.stage === "going" || this.stage === "rest";
  }

  start(): void {
    if (this.stage === "ready" || this.stage === "rest") this.begin("countdown");
  }

  pass(seconds: number): void {
    if (!this.isCounting) return;
    this.elapsedS += seconds;
    if (this.stage === "going") this.sinceToneS += seconds;
    this.tellSecond();
    if (this.stage === "going") this.tellBeat();
    if (this.lengthS !== null && this.elapsedS >= this.lengthS) this.end();
  }

  /** The person, or the phone, ends what goes on. */
  stop(): void {
    if (this.stage === "going") this.measure();
    else if (this.stage === "countdown" || this.stage === "rest") this.begin("ready");
  }

  /** The camera sees the position held for so long: that is what the clock shows, and what ends the trial. */
  heldFor(seconds: number): void {
    if (this.stage === "going") this.elapsedS = seconds;
  }

  /** Take another number for the trial: the camera's, or the own one. None is longer than a trial lasts. */
  take(value: number): void {
    if (this.stage !== "measured") return;
    const most = this.test.way === "stopwatch" ? (this.test.longest_s ?? Infinity) : Infinity;
    this.measured = Math.min(value, most);
  }

  /** The phone's tilt has come to rest at so many degrees. */
  stopAt(value: number): void {
    if (this.stage !== "going") return;
    this.measured = value;
    this.begin("measured");
  }

  count(): void {
    if (this.stage === "going" && this.test.way === "count") this.measured += 1;
  }

  change(by: number): void {
    if (this.stage !== "measured") return;
    this.measured = Math.max(0, this.measured + by);
    this.ownMeasure = this.measured;
  }

  /** The trial counts; practice is looked at and forgotten. */
  keep(): void {
    if (this.stage !== "measured") return;
    const { side, isPractice } = this.turn;
    if (!isPractice) this.kept[side] = [...(this.kept[side] ?? []), this.measured];
    this.index += 1;
    if (this.index >= this.turns.length) this.begin("done");
    else this.begin(this.test.rest_s > 0 ? "rest" : "ready");
  }

  /** The trial does not count and is done again, after a rest when it was one. */
  again(): void {
    if (this.stage === "measured") this.begin("ready");
  }

  /** Whatever went on is broken off; the turn begins anew. */
  breakOff(): void {
    if (this.stage !== "done") this.begin("ready");
  }

  private get lengthS(): number | null {
    if (this.stage === "countdown") return this.test.settings.ready_s;
    if (this.stage === "rest") return this.test.rest_s;
    return this.stage === "going" ? this.test.longest_s : null;
  }

  private end(): void {
    if (this.stage === "countdown") this.begin("going");
    else if (this.stage === "going") this.measure();
    else this.begin("ready");
  }

  private measure(): void {
    if (this.test.way === "stopwatch") this.measured = this.stopwatch(this.elapsedS);
    this.ownMeasure = this.own();
    this.begin("measured");
  }

  private own(): number | null {
    if (this.test.way === "stopwatch") return this.stopwatch(this.sinceToneS);
    return this.isTapped ? this.measured : null;
  }

  private stopwatch(seconds: number): number {
    return Math.floor(Math.min(seconds, this.test.longest_s ?? Infinity) * tenths + 1e-6) / tenths;
  }

  private begin(stage: Stage): void {
    this.stage = stage;
    this.elapsedS = 0;
    if (stage === "going") this.sinceToneS = 0;
    this.lastSecond = -1;
    this.lastBeat = 0;
    if (stage === "going" || stage === "ready") this.measured = 0;
    this.tell({ kind: "StageBegan", stage });
  }

  private tellSecond(): void {
    const second = this.stage === "going" ? Math.floor(this.elapsedS) : Math.ceil(this.leftS);
    if (second === this.lastSecond) return;
    this.lastSecond = second;
    this.tell({ kind: "SecondPassed", stage: this.stage, second });
  }

  private tellBeat(): void {
    const { beat_s } = this.test;
    const beats = beat_s ? Math.floor(this.elapsedS / beat_s) : 0;
    if (beats === this.lastBeat) return;
    this.lastBeat = beats;
    this.tell({ kind: "Beat", count: beats });
  }
}
