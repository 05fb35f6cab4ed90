/** Where a replay is: plays, stands, goes by frames and by faults. Has no clock and no page of its own. */
import { indexAt, type ReplayData } from "./replay_data";

export const speeds = [0.5, 1, 2] as const;

/** A fault is shown from a little before it (seconds). */
const beforeFaultS = 0.3;

export class ReplayClock {
  timeS: number;
  isPlaying = false;
  speed = 1;

  constructor(private readonly data: ReplayData) {
    this.timeS = this.beginS;
  }

  get beginS(): number {
    return this.data.times_s[0] ?? 0;
  }

  get endS(): number {
    return this.data.times_s.at(-1) ?? 0;
  }

  /** Let time pass; at the end it stands. */
  pass(seconds: number): void {
    if (!this.isPlaying) return;
    this.seek(this.timeS + seconds * this.speed);
    if (this.timeS >= this.endS) this.isPlaying = false;
  }

  /** Play, from the beginning again when it is over; or stand. */
  toggle(): void {
    if (!this.isPlaying && this.timeS >= this.endS) this.timeS = this.beginS;
    this.isPlaying = !this.isPlaying;
  }

  seek(timeS: number): void {
    this.timeS = Math.min(this.endS, Math.max(this.beginS, timeS));
  }

  /** The next moment of the recording, or the one before, and stay there. */
  stepFrame(by: 1 | -1): void {
    this.isPlaying = false;
    const { times_s } = this.data;
    const here = indexAt(times_s, this.timeS);
    const isBetween = this.timeS > times_s[here]! + 1e-6;
    const next = by > 0 ? here + 1 : isBetween ? here : here - 1;
    this.seek(times_s[next] ?? (by > 0 ? this.endS : this.beginS));
  }

  /** The next fault, or the one before, and stay there; false when there is none. */
  stepFault(by: 1 | -1): boolean {
    this.isPlaying = false;
    const begins = this.data.faults.flatMap(({ spans }) => spans.map(([begin]) => begin - beforeFaultS));
    begins.sort((a, b) => a - b);
    const next =
      by > 0
        ? begins.find((begin) => begin > this.timeS + 1e-3)
        : begins.findLast((begin) => begin < this.timeS - 1e-3);
    if (next === undefined) return false;
    this.seek(next);
    return true;
  }
}
