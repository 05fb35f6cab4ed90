/** A clip as the server writes it: one repetition as rotations of bones. */
import type { Part } from "../session/tempo";

export type Triple = [number, number, number];
export type MuscleRole = "working" | "stretched" | "steady";
export type ShownSide = "left" | "right" | "both";

export interface KeyMoment {
  t_s: number;
  name: string;
  /** The steps that lead to it; may be empty. */
  text: string;
}

export interface MuscleShown {
  id: string;
  role: MuscleRole;
  side: ShownSide;
}

/** A thing the exercise uses. Flat numbers: places in millimetres, normals in hundredths. */
export interface PropFile {
  kind: string;
  /** The colour as the screen has it, and from 0 (mirror) to 1 (chalk). */
  colour: string;
  roughness: number;
  vertices: number[];
  normals: number[];
  faces: number[];
  /** Bones and how many vertices in a row hang on each; "" stands in the room. */
  bones: [string, number][];
  /** How far the whole prop has moved by each frame, as changes; empty when it keeps its place. */
  path: number[];
}

/** The permitted range, as points in the frame of a bone (metres, as the body stands neutral). */
export interface LimitFile {
  bone: string;
  centre: Triple;
  permitted: Triple[];
  beyond: Triple[];
}

/** Where a fault is seen: a point that hangs on a bone (metres, as the body stands neutral). */
export interface MarkFile {
  bone: string;
  point: Triple;
}

export interface ClipFile {
  exercise: string;
  side: ShownSide;
  duration_s: number;
  times_s: number[];
  parts: Part[];
  words: string[];
  /** By bone: x, y, z, w per frame as changes, in ten-thousandths; four numbers where it never moves. */
  bones: Record<string, number[]>;
  root: number[];
  /** Points that must be in the picture (metres). */
  reach: Triple[];
  camera: { from: Triple; views: Record<ViewName, Triple> };
  key_moments: KeyMoment[];
  muscles: MuscleShown[];
  props: PropFile[];
  limit: LimitFile | null;
  fault: string | null;
  mark: MarkFile | null;
}

export type ViewName = "front" | "side" | "top";

const files = new Map<string, Promise<ClipFile>>();

/** The clip at an address, fetched once per page; the browser keeps it for the next. */
export function fetchClip(address: string): Promise<ClipFile> {
  let file = files.get(address);
  if (!file) {
    file = fetch(address).then((response) => {
      if (!response.ok) throw new Error(`the clip ${address} answered ${response.status}`);
      return response.json() as Promise<ClipFile>;
    });
    file.catch(() => files.delete(address));
    files.set(address, file);
  }
  return file;
}
