/** What a person logs, in the words of the log format. Every entry has its own id, made here. */
export type Side = "left" | "right" | "both";

export interface PainFields {
  kind: "pain";
  when: "before" | "during" | "after" | "next_morning";
  score?: number;
  pinch?: number;
  exercise?: string;
  side?: Side;
  site?: string;
  quality?: string;
  limp?: boolean;
  analgesic?: boolean;
  night_waking?: boolean;
}

export interface SetFields {
  kind: "set";
  exercise: string;
  side: Side;
  set: number;
  repetitions: number;
  hold_s: number;
  source: "camera" | "tempo" | "manual";
  /** Of the repetitions that a camera saw, how many had which fault, by its code. */
  faults?: Record<string, number>;
}

export interface EffortFields {
  kind: "effort";
  exercise: string;
  score: number;
}

/** An exercise that was left out, or the whole day without one; `day` is an earlier day, as 2026-12-04. */
export interface SkipFields {
  kind: "skip";
  exercise?: string;
  reason: string;
  day?: string;
}

export interface RedFlagFields {
  kind: "red_flag";
  flags: string[];
}

export interface WalkFields {
  kind: "walk";
  minutes: number;
  score?: number;
}

/** A run of the programme: its step, or only minutes of running where it was broken off. */
export interface RunFields {
  kind: "run";
  step?: number;
  minutes?: number;
  score?: number;
  after?: number;
  pinch?: number;
  limp?: boolean;
  swelling?: boolean;
  finished?: boolean;
}

/** A home test: its trials by side, or by side and direction. `stopped` names the side on which it was stopped. */
export interface TestFields {
  kind: "test";
  test: string;
  trials?: Partial<Record<Side, number[] | Record<string, number[]>>>;
  leg_length_cm?: number;
  stopped?: Side;
  /** Of the trials, how many have the camera's number. */
  camera_trials?: number;
}

export type FactFields =
  PainFields | SetFields | EffortFields | SkipFields | RedFlagFields | WalkFields | RunFields | TestFields;

export interface CorrectionFields {
  kind: "correction";
  supersedes: string;
  entry: FactFields;
}

export type EntryFields = FactFields | CorrectionFields;
export type LogEntry = EntryFields & { id: string; at: string };

/** An entry of these fields with a new id and the device's time. */
export function newEntry(fields: EntryFields, now: Date = new Date()): LogEntry {
  return { id: crypto.randomUUID(), at: deviceTime(now), ...fields };
}

/** The entry with that id said anew; without one, an entry of its own. */
export function newOrCorrected(first: string | null, fields: FactFields): LogEntry {
  return newEntry(first ? { kind: "correction", supersedes: first, entry: fields } : fields);
}

/**
 * ISO 8601 in the device's own zone with its offset: 2026-03-12T07:04:05.250+01:00. Of two corrections of
 * one entry the later counts, and quick taps lie within a second.
 */
export function deviceTime(now: Date): string {
  const offsetMin = -now.getTimezoneOffset();
  const sign = offsetMin < 0 ? "-" : "+";
  const hours = two(Math.floor(Math.abs(offsetMin) / 60));
  const local = new Date(now.getTime() + offsetMin * 60_000).toISOString().slice(0, 23);
  return `${local}${sign}${hours}:${two(Math.abs(offsetMin) % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
