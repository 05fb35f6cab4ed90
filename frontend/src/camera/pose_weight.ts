/** Which pose model this machine can carry: judged by how long the small one takes for its first pictures. */

export type Weight = "lite" | "full";

/** The first pictures compile and warm up; the next ones are judged. */
const warmUp = 3;
const judged = 30;
/** The full model takes about twice as long: with this (milliseconds) it still sees 20 pictures a second. */
const quickMs = 25;

export class PoseWeight {
  private readonly tookMs: number[] = [];

  /** A picture took so long with the small model. */
  add(tookMs: number): void {
    if (this.tookMs.length < warmUp + judged) this.tookMs.push(tookMs);
  }

  /** The small one until enough pictures were seen, and where the full one would be too slow. */
  get best(): Weight {
    const seen = this.tookMs.slice(warmUp).sort((a, b) => a - b);
    return seen.length === judged && seen[judged / 2]! <= quickMs ? "full" : "lite";
  }
}
