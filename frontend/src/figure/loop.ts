/** The figure's loop as numbers: polygons frame by frame, and how the parts of the tempo lie on them. */
import type { Part } from "../session/tempo";

/** What the server sends. */
export interface LoopFile {
  viewBox: string;
  parts: Part[];
  words: string[];
  outline: { colour: string; width: number };
  groups: { name: string; shapes: { fill: string; outline: boolean }[] }[];
  props: { fill: string; d: string }[];
  propEdge: string;
  frames: string[][];
}

export class Loop {
  private readonly frames: Float32Array[][];
  /** The frame of the end posture, where the way out ends and the hold stands. */
  private readonly peak: number;
  private readonly backBegins: number;

  constructor(readonly file: LoopFile) {
    this.frames = file.frames.map((frame) => frame.map(readPoints));
    const firstNotOut = file.parts.findIndex((part) => part !== "out");
    this.peak = firstNotOut < 0 ? file.parts.length - 1 : firstNotOut;
    this.backBegins = Math.max(file.parts.lastIndexOf("hold"), this.peak);
  }

  /** The frame (with a fraction) of a beat; `rangeShare` (0 to 1) goes only that share of the way out. */
  frameAt(part: Part, share: number, rangeShare = 1): number {
    const end = this.peak * rangeShare;
    if (part === "out") return end * share;
    if (part === "hold") return rangeShare < 1 ? end : this.peak + (this.backBegins - this.peak) * share;
    const last = this.frames.length - 1;
    const from = last - (last - this.backBegins) * rangeShare;
    return from + (last - from) * share;
  }

  /** What the patient hears at that frame. */
  wordAt(frame: number): string {
    return this.file.words[Math.min(Math.floor(frame), this.file.words.length - 1)] ?? "";
  }

  /** The outlines of all shapes at a frame, between two drawn ones where it has a fraction. */
  pathsAt(frame: number): string[] {
    const low = Math.min(Math.floor(frame), this.frames.length - 1);
    const high = Math.min(low + 1, this.frames.length - 1);
    const share = frame - low;
    const before = this.frames[low]!;
    const after = this.frames[high]!;
    return before.map((points, shape) => writePath(points, after[shape]!, share));
  }
}

function readPoints(path: string): Float32Array {
  return Float32Array.from(path.match(/-?\d+(?:\.\d+)?/g) ?? [], Number);
}

function writePath(before: Float32Array, after: Float32Array, share: number): string {
  let path = "";
  for (let i = 0; i < before.length; i += 2) {
    const x = between(before[i]!, after[i]!, share);
    const y = between(before[i + 1]!, after[i + 1]!, share);
    path += `${i ? "L" : "M"}${x} ${y}`;
  }
  return `${path}Z`;
}

/** To a tenth of a pixel: finer is not seen. */
function between(before: number, after: number, share: number): number {
  return Math.round((before + (after - before) * share) * 10) / 10;
}
