/** What the page and the worker say to each other. */
export interface CoreCall {
  id: number;
  name: string;
  payload: unknown;
}

/** A set before the camera: it begins, every frame is looked at, it ends. `set` numbers the sets of a page. */
export type CoachCall =
  | { kind: "watch"; set: number; payload: WatchPayload }
  | { kind: "frame"; set: number; t_s: number; landmarks: Float64Array; width: number }
  /** With an `entry` the set's points come back as a packet, if they were kept. */
  | { kind: "end"; set: number; entry?: string };

export interface WatchPayload {
  exercise: string;
  side: string;
  range_share: number;
  /** Keep the points for a replay: only with the patient's consent. */
  records: boolean;
  /** Which pose model makes the points. */
  model: string;
}

export type CoreAnswer =
  | { kind: "ready" }
  | { kind: "unavailable"; problem: string }
  | { kind: "result"; id: number; result: unknown }
  | { kind: "problem"; id: number; problem: string }
  | { kind: "moment"; set: number; moment: Moment | null }
  | { kind: "packet"; set: number; entry: string; packet: Uint8Array<ArrayBuffer> }
  | { kind: "unwatched"; set: number; problem: string };

/** How a set before the camera stands, as `hipwise.coach.live_set` writes it. */
export interface Moment {
  sight: "away" | "placing" | "going";
  count: number;
  held_s: number;
  is_holding: boolean;
  hint: { rule: string; title: string; text: string } | null;
  cue: { kind: "hint" | "fault" | "praise"; code: string; text: string } | null;
  cue_number: number;
  /** Of the repetitions so far, how many had which fault, by its code. */
  faults: Record<string, number>;
  /** A repetition that is not counted yet is beyond the middle of its way out. */
  is_over_half: boolean;
  /** False where this pose model counts too roughly: the person counts, the camera only judges. */
  counts: boolean;
  /** How far the last repetition went, degrees; null before the first. */
  range_deg: number | null;
}
