/** Which pose model this machine can carry: judged by how long the one in use takes for its first bodies. */

export type Weight = "lite" | "full";

/** The first pictures compile and warm up; the next ones are judged. */
const warmUp = 3;
const judged = 30;
/** The full model takes about twice as long: with this (milliseconds) it still sees 20 pictures a second. */
const quickMs = 25;
/** Fewer than ten pictures a second are few for the coach, who needs seven (milliseconds). */
const slowMs = 100;

export class PoseWeight {
  private readonly tookMs: number[] = [];

  constructor(private readonly weight: Weight = "lite") {}

  /** A picture with somebody in it took so long. An empty room is quick to look at, and says nothing. */
  add(tookMs: number): void {
    if (this.tookMs.length < warmUp + judged) this.tookMs.push(tookMs);
  }

  /** The one in use until enough pictures were seen; the full one where it is quick enough, else the small one. */
  get best(): Weight {
    const seen = this.tookMs.slice(warmUp).sort((a, b) => a - b);
    if (seen.length < judged) return this.weight;
    return seen[judged / 2]! <= (this.weight === "lite" ? quickMs : slowMs) ? "full" : "lite";
  }
}
