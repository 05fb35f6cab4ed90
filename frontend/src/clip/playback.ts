/** Where a figure is in its repetition: plays, pauses, slows down, steps. Has no clock and no page of its own. */
import { beatAt, cycleSeconds, type Part, type Tempo } from "../session/tempo";
import type { Clip } from "./clip";
import type { KeyMoment } from "./clip_file";

export const speeds = [1, 0.5, 0.25] as const;

/** How long each still is shown where motion is not wanted (seconds). */
export const stillS = 3;

export class Playback {
  isPlaying = true;
  speed = 1;
  private elapsedS = 0;

  constructor(
    public clip: Clip,
    private readonly tempo: Tempo,
    private readonly isStepping: () => boolean = () => false,
  ) {}

  /** Let time pass; nothing moves while paused. */
  pass(seconds: number): void {
    if (this.isPlaying) this.elapsedS += seconds * this.speed;
  }

  /** The moment of the clip that is shown (seconds). */
  get timeS(): number {
    if (this.isStepping() && this.isPlaying) return this.still.t_s;
    return this.clip.timeOf(beatAt(this.tempo, this.elapsedS));
  }

  /** How much of the repetition is over (0 to 1). */
  get share(): number {
    if (this.isStepping() && this.isPlaying) return this.elapsedOf(this.still.t_s) / this.cycleS;
    return (this.elapsedS % this.cycleS) / this.cycleS;
  }

  /** Go to a place in the repetition (0 to 1) and stay there. */
  scrub(share: number): void {
    this.isPlaying = false;
    this.elapsedS = Math.min(1 - 1e-6, Math.max(0, share)) * this.cycleS;
  }

  /** Go to the next key moment (+1) or the one before (-1), and stay there. */
  step(by: 1 | -1): KeyMoment {
    const moments = this.clip.file.key_moments;
    const now = this.timeS;
    const next =
      by > 0
        ? moments.findIndex(({ t_s }) => t_s > now + 1e-3)
        : moments.findLastIndex(({ t_s }) => t_s < now - 1e-3);
    const index = next >= 0 ? next : by > 0 ? 0 : moments.length - 1;
    this.goTo(moments[index]!.t_s);
    return moments[index]!;
  }

  /** Stand at a moment of the clip (seconds). */
  goTo(timeS: number): void {
    this.scrub(this.elapsedOf(timeS) / this.cycleS);
  }

  play(): void {
    this.isPlaying = true;
  }

  pause(): void {
    if (this.isStepping()) this.goTo(this.timeS);
    this.isPlaying = false;
  }

  /** The next slower speed; after the slowest the normal one. */
  slowDown(): number {
    const at = speeds.findIndex((speed) => speed === this.speed);
    this.speed = speeds[(at + 1) % speeds.length]!;
    return this.speed;
  }

  private get cycleS(): number {
    return Math.max(1e-3, cycleSeconds(this.tempo));
  }

  private get still(): KeyMoment {
    return this.clip.moment(Math.floor(this.elapsedS / stillS));
  }

  private elapsedOf(timeS: number): number {
    const { part, share } = this.clip.partAt(timeS);
    const { outS, holdS, backS } = this.tempo;
    const begins: Record<Part, number> = { out: 0, hold: outS, back: outS + holdS };
    const lengths: Record<Part, number> = { out: outS, hold: holdS, back: backS };
    return begins[part] + share * lengths[part];
  }
}
