/** One step of a session, as the plan's core writes it. The player walks the list and changes nothing in it. */
import type { Side } from "../log/entry";

export type StepKind = "ready" | "set" | "rest" | "switch_sides" | "ask" | "done";

export interface SessionStep {
  kind: StepKind;
  text: string;
  /** 0 where the person sets the pace (questions, the end). */
  seconds: number;
  /** Which of today's items; null at the end. */
  item: number | null;
  exercise: string | null;
  side: Side | null;
  /** Set (or hold) number on this side, of so many. */
  set: number | null;
  sets: number | null;
  repetitions: number | null;
  hold_s: number | null;
  out_s: number | null;
  back_s: number | null;
  counts: "repetitions" | "hold" | null;
  range_share: number;
  ended_by: "pain" | "red_flag_questions" | null;
}

/** What happened at a step; the core says where the session stands then. */
export type SessionEvent =
  | { kind: "done" }
  | { kind: "skip" }
  | { kind: "resume"; away_s: number }
  | { kind: "pain"; action: string; range_share?: number; goes_on: boolean };
