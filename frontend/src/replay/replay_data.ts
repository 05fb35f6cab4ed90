/** A set over time as the server writes it (`clinic/care/replay_page.py`). */
import type { MarkFile, Triple } from "../clip/clip_file";

/** From, to (seconds of the recording). */
export type Span = [number, number];

export interface ReplayFault {
  name: string;
  spans: Span[];
  /** Where on the figure it is seen. */
  mark: MarkFile | null;
}

export interface ReplayData {
  /** The address of the patient's clip, and of the planned one. */
  figure: string;
  plan: string;
  /** The direction from the body to the camera. */
  from: Triple;
  working: "left" | "right";
  times_s: number[];
  /** The angle that carries the set (degrees); null where it was not seen. */
  values: (number | null)[];
  /** The moment of the planned clip that belongs to each time (seconds). */
  plan_s: number[];
  /** How far the plan goes (degrees). */
  planned: number | null;
  word: "repetition" | "hold";
  parts: Span[];
  faults: ReplayFault[];
  placing: Span[];
  unseen: Span[];
}

/** The last of the rising times that is not after `timeS`; 0 before the first. */
export function indexAt(times_s: readonly number[], timeS: number): number {
  let [low, high] = [0, times_s.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (times_s[middle]! <= timeS) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function isIn(spans: readonly Span[], timeS: number): boolean {
  return spans.some(([begin, end]) => timeS >= begin && timeS < end);
}

/** The number of the repetition or hold that is on, from 1; 0 between two. */
export function partAt({ parts }: ReplayData, timeS: number): number {
  return parts.findIndex(([begin, end]) => timeS >= begin && timeS <= end) + 1;
}

/** The planned moment in step: evenly between two, but never back through a repetition. */
export function planAt({ times_s, plan_s }: ReplayData, timeS: number): number {
  const i = indexAt(times_s, timeS);
  const [here, next] = [plan_s[i] ?? 0, plan_s[i + 1] ?? 0];
  const length = (times_s[i + 1] ?? 0) - times_s[i]!;
  if (next <= here || length <= 0) return here;
  return here + (next - here) * Math.min(1, (timeS - times_s[i]!) / length);
}
