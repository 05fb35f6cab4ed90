import { expect, test } from "vitest";
import type { Moment } from "../src/core/message";
import { ShownFault } from "../src/session/shown_fault";

type Seen = Pick<Moment, "cue" | "cue_number">;

function said(cue_number: number, kind: "hint" | "fault" | "praise" = "fault", code = "PELVIC_DROP"): Seen {
  return { cue: { kind, code, text: "" }, cue_number };
}

function after(...moments: [number, Seen | null][]): string {
  const fault = new ShownFault();
  for (const [passedS, seen] of moments) fault.pass(passedS, seen);
  return fault.code;
}

test("a fault is shown when it is spoken of", () => {
  expect(after([0.1, said(1)])).toBe("PELVIC_DROP");
});

test("it is shown for some seconds and then no more", () => {
  expect(after([0.1, said(1)], [7, said(1)])).toBe("PELVIC_DROP");
  expect(after([0.1, said(1)], [7, said(1)], [2, said(1)])).toBe("");
});

test("spoken of again, it is shown again", () => {
  expect(after([0.1, said(1)], [9, said(1)], [3, said(2)])).toBe("PELVIC_DROP");
});

test("another fault takes its place", () => {
  expect(after([0.1, said(1)], [4, said(2, "fault", "TRUNK_LEAN")])).toBe("TRUNK_LEAN");
});

test("praise and a hint show no fault, and praise ends one", () => {
  expect(after([0.1, said(1, "hint", "")])).toBe("");
  expect(after([0.1, said(1)], [4, said(2, "praise")])).toBe("");
});

test("without the camera no fault is shown", () => {
  expect(after([0.1, said(1)], [0.1, null])).toBe("");
});

test("the next set begins with the right movement alone, and hears its own first cue", () => {
  expect(after([0.1, said(3)], [0.1, null], [0.1, said(1)])).toBe("PELVIC_DROP");
});
