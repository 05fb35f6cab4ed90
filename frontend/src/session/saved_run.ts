/** Where a session stands, kept on the phone at every step so that a reload goes on from there. */
import type { TodayDocument } from "../today/document";
import type { SessionStep } from "./session_step";

export interface SavedRun {
  date: string;
  plan: string;
  script: SessionStep[];
  index: number;
  /** Seconds passed in the step. */
  elapsedS: number;
  repetitions: number;
  setsDone: Record<string, number>;
  /** Pinches answered in the pain sheet, by exercise. */
  pinches: Record<string, number>;
  leftOutForPain: string[];
  skipped: string[];
  isFinished: boolean;
  keptAtMs: number;
}

export function newRun(today: TodayDocument): SavedRun {
  return {
    date: today.date,
    plan: today.plan?.id ?? "",
    script: today.script,
    index: 0,
    elapsedS: 0,
    repetitions: 0,
    setsDone: {},
    pinches: {},
    leftOutForPain: [],
    skipped: [],
    isFinished: false,
    keptAtMs: 0,
  };
}

/** Does a kept run belong to this day and this plan? Otherwise it is over. */
export function belongsTo(run: SavedRun, today: TodayDocument): boolean {
  return run.date === today.date && run.plan === (today.plan?.id ?? "");
}
