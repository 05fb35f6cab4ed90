/** One repetition that can be asked for any moment. Imports neither the page nor the renderer. */
import type { Beat, Part, Tempo } from "../session/tempo";
import { readChanges } from "./changes";
import type { ClipFile, KeyMoment, Triple } from "./clip_file";
import { timeOfWay, wayAt } from "./way";

/** Between which frames a moment lies, and how far. */
interface Between {
  frame: number;
  share: number;
}

export class Clip {
  readonly boneNames: readonly string[];
  private readonly rotations: Float32Array[];
  private readonly root: Float32Array;
  private readonly paths: (Float32Array | null)[];

  constructor(readonly file: ClipFile) {
    const frames = file.times_s.length;
    this.boneNames = Object.keys(file.bones);
    this.rotations = this.boneNames.map((name) => readChanges(file.bones[name]!, 4, frames));
    this.root = readChanges(file.root, 3, frames);
    this.paths = file.props.map(({ path }) => (path.length ? readChanges(path, 3, frames) : null));
  }

  get durationS(): number {
    return this.file.duration_s;
  }

  /** Tells each bone's rotation to its parent, and the place of the root bone (metres), at a moment. */
  pose(
    timeS: number,
    turn: (bone: string, x: number, y: number, z: number, w: number) => void,
    place: (x: number, y: number, z: number) => void,
  ): void {
    const at = this.between(timeS);
    this.boneNames.forEach((name, bone) => {
      const [x, y, z, w] = unit(mix(this.rotations[bone]!, 4, at));
      turn(name, x, y, z, w);
    });
    const [x, y, z] = mix(this.root, 3, at);
    place(x!, y!, z!);
  }

  /** The tempo in which the server wrote it. */
  get tempo(): Tempo {
    const [outS, holdS, backS] = (["out", "hold", "back"] as const).map((part) => {
      const [beginS, endS] = this.spanOf(part);
      return endS - beginS;
    });
    return { outS: outS!, holdS: holdS!, backS: backS! };
  }

  /** How far a prop has moved from its first place by a moment (metres). */
  propShift(prop: number, timeS: number): Triple {
    const path = this.paths[prop];
    return path ? (mix(path, 3, this.between(timeS)) as Triple) : [0, 0, 0];
  }

  /** The moment of a part of the tempo; `rangeShare` (0 to 1) goes only that share of the way out. */
  timeAt(part: Part, share: number, rangeShare = 1): number {
    const [beginS, endS] = this.spanOf(part);
    if (rangeShare >= 1) return beginS + (endS - beginS) * share;
    if (part === "hold") return this.timeAt("out", 1, rangeShare);
    const way = wayAt(share);
    const reached = part === "out" ? rangeShare * way : 1 - rangeShare * (1 - way);
    return beginS + (endS - beginS) * timeOfWay(reached);
  }

  /** The moment of a beat. A hold goes on in seconds, however long it is: what flies meanwhile keeps its speed. */
  timeOf({ part, share, heldS }: Beat, rangeShare = 1): number {
    if (part !== "hold" || rangeShare < 1) return this.timeAt(part, share, rangeShare);
    return Math.min(this.timeAt("hold", 0) + heldS, this.timeAt("hold", 1));
  }

  /** The part of the tempo at a moment, and how far in it. The inverse of `timeAt` at the full range. */
  partAt(timeS: number): { part: Part; share: number } {
    const part = this.file.parts[this.between(timeS).frame]!;
    const [beginS, endS] = this.spanOf(part);
    return { part, share: endS > beginS ? Math.min(1, (timeS - beginS) / (endS - beginS)) : 1 };
  }

  /** What the patient hears at a moment. */
  wordAt(timeS: number): string {
    return this.file.words[this.between(timeS).frame] ?? "";
  }

  /** The key moment that is reached last at or before a moment. */
  momentAt(timeS: number): number {
    const { key_moments } = this.file;
    return Math.max(
      0,
      key_moments.findLastIndex((moment) => moment.t_s <= timeS + 1e-3),
    );
  }

  moment(index: number): KeyMoment {
    const { key_moments } = this.file;
    return key_moments[(index + key_moments.length) % key_moments.length]!;
  }

  /** When a part begins and ends. A part that the movement does not have stands where the next begins. */
  private spanOf(part: Part): [number, number] {
    const { parts, times_s, duration_s } = this.file;
    const first = parts.indexOf(part);
    if (first < 0) {
      const next = part === "out" ? 0 : this.spanOf("out")[1];
      return [next, next];
    }
    const after = parts.findIndex((other, i) => i > first && other !== part);
    return [times_s[first]!, after < 0 ? duration_s : times_s[after]!];
  }

  private between(timeS: number): Between {
    const { times_s } = this.file;
    const last = times_s.length - 1;
    const after = times_s.findIndex((t) => t > timeS);
    if (after < 0) return { frame: Math.max(0, last - 1), share: 1 };
    const frame = Math.max(0, after - 1);
    const length = times_s[frame + 1]! - times_s[frame]!;
    return { frame, share: Math.max(0, (timeS - times_s[frame]!) / length) };
  }
}

function mix(values: Float32Array, width: number, { frame, share }: Between): number[] {
  const start = frame * width;
  return Array.from({ length: width }, (_, i) => {
    const before = values[start + i]!;
    return before + (values[start + width + i]! - before) * share;
  });
}

/** Neighbouring frames are so near that a straight line between them, made a unit again, is a rotation. */
function unit(q: number[]): [number, number, number, number] {
  const [x, y, z, w] = q as [number, number, number, number];
  const length = Math.hypot(x, y, z, w) || 1;
  return [x / length, y / length, z / length, w / length];
}
