import { describe, expect, test } from "vitest";
import { isShortAsked, shortened } from "../src/session/short";
import type { TodayDocument } from "../src/today/document";

function dayOf(short_count?: number): TodayDocument {
  const items = [{ exercise: "bridge" }, { exercise: "clamshell" }, { exercise: "pelvic-tilt" }];
  const steps = [0, 0, 1, 2, null].map((item) => ({ kind: item === null ? "done" : "set", item }));
  return { items, script: steps, short_count } as unknown as TodayDocument;
}

describe("a short session", () => {
  test("has the first lines, their steps, and the end", () => {
    const short = shortened(dayOf(2));
    expect(short.items).toHaveLength(2);
    expect(short.script.map((step) => step.item)).toEqual([0, 0, 1, null]);
  });

  test("is the whole day where all of it fits", () => {
    expect(shortened(dayOf(3)).script).toHaveLength(5);
  });

  test("is the whole day where an older document does not say", () => {
    expect(shortened(dayOf()).items).toHaveLength(3);
  });

  test("is begun only where it was asked for", () => {
    expect([isShortAsked("?short=1"), isShortAsked("")]).toEqual([true, false]);
  });
});
