/** A home test as the server writes it into its page. */
import type { Side } from "../log/entry";

export interface TestSide {
  side: Side;
  /** "RIGHT foot on the step"; empty for both together. */
  words: string;
}

/** The movement that the camera watches, and what it reads of it. */
export interface TestCameraDocument {
  exercise: string;
  reads: "held" | "count" | "range";
  /** Of 100 readings of a range 95 lie within so many degrees. */
  error_deg: number | null;
  /** Where the phone stands, in words. */
  place: string;
  /** A drawing of the start position, by side. */
  stills: Partial<Record<Side, string>>;
}

export interface TestDocument {
  id: string;
  name: string;
  measure: string;
  way: "stopwatch" | "count" | "tape" | "tilt";
  unit: string;
  practice: number;
  trials: number;
  rest_s: number;
  longest_s: number | null;
  beat_s: number | null;
  directions: { id: string; name: string }[];
  exercise: string | null;
  /** A repetition that is more than half done when time is up counts. */
  half_counts: boolean;
  /** Null where a camera cannot judge it. */
  camera: TestCameraDocument | null;
  ends: string[];
  sides: TestSide[];
  settings: { ready_s: number; still_s: number; still_deg: number };
  person: { age: number; sex: string | null; sore_side: Side };
  /** The entries of this test so far, as they were logged. */
  earlier: Record<string, unknown>[];
}

export function testOnPage(): TestDocument | null {
  const text = document.getElementById("test-document")?.textContent;
  return text ? (JSON.parse(text) as TestDocument) : null;
}
