/** Today in one document, as the server writes it. The pages and the player read it and nothing else. */
import type { Side } from "../log/entry";
import type { SessionStep } from "../session/session_step";

export interface Worded {
  value: string;
  words: string;
}

export interface TodayItem {
  exercise: string;
  name: string;
  side: Side;
  side_words: string;
  /** The side as the player says it, by working side: "RIGHT leg on top". */
  side_phrases: Partial<Record<Side, string>>;
  sets: number;
  repetitions: number;
  hold_s: number;
  tempo: string;
  is_hold: boolean;
  dose_words: string;
  range_share: number;
  sets_done: number;
  /** The first day on which the line does not count any more, as 2026-12-04; null without an end. */
  expires_on: string | null;
  steps: { kind: string; text: string }[];
  /** Where the phone stands, in words; null where no camera place shows the exercise. */
  camera: { view: "side" | "front" | "oblique"; place: string } | null;
  /** `faults` are those that the figure can show, by code: their names. Older kept documents have none. */
  figure: {
    start: string;
    end: string;
    clip: Partial<Record<Side, string>>;
    faults?: Record<string, string>;
  };
}

/** A reason for leaving a session out, with what is said at once; `way_url` is empty where no way is offered. */
export interface BarrierChoice {
  value: string;
  words: string;
  title: string;
  text: string;
  way_url: string;
  way_words: string;
}

export interface MorningAnswer {
  id: string;
  score: number | null;
  pinch: number | null;
  limp: boolean | null;
  night_waking: boolean | null;
  analgesic: boolean | null;
}

export interface TodayDocument {
  version: number;
  date: string;
  state: "plan" | "rest" | "waiting" | "intake" | "locked";
  plan: { number: number; id: string } | null;
  phase: { number: number; name: string } | null;
  items: TodayItem[];
  script: SessionStep[];
  /** How many of the items a short session has. */
  short_count?: number;
  /** What may be told when exercise did not come about; only where the page asks for it. */
  barriers?: {
    choices: BarrierChoice[];
    open: { days: string[]; text: string } | null;
    is_told: boolean;
  } | null;
  morning: { asked: boolean; answer: MorningAnswer | null };
  settings: {
    voice: boolean;
    beeps: boolean;
    /** Whether the points of a set may be kept for a replay; only `yes` allows it. */
    replays?: "off" | "unasked" | "yes" | "no";
    skip_reasons: Worded[];
    pain_places: Worded[];
    pain_kinds: Worded[];
  };
  /** What the pain button's rules need to know of this person; null counts in the strict way. */
  pain_context: {
    phase: number | null;
    is_post_operative: boolean | null;
    postoperative_week: number | null;
    /** Thresholds that a clinician set for this person, by setting id. */
    settings?: Record<string, number>;
  } | null;
  red_flags: { id: string; question: string; why: string }[];
  /** Hurt or harm after this morning's check; only where the page asks for it. */
  morning_answer?: { title: string; text: string; harm: string } | null;
  urls: { entries: string; today: string; stop: string; done: string; share?: string };
}

/** The document that the server wrote into this page; null when the page carries none. */
export function documentOnPage(): TodayDocument | null {
  const text = document.getElementById("today-document")?.textContent;
  return text ? (JSON.parse(text) as TodayDocument) : null;
}
