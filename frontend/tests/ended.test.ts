import { describe, expect, test } from "vitest";
import type { TodayDocument, TodayItem } from "../src/today/document";
import { localDay, withoutEnded } from "../src/today/ended";

function documentWith(expires_on: string | null): TodayDocument {
  const item = { exercise: "baps-board", expires_on } as TodayItem;
  return { date: "2026-12-01", items: [item], script: [{ kind: "done" }] } as unknown as TodayDocument;
}

describe("a kept document", () => {
  test("keeps a line without an end", () => {
    expect(withoutEnded(documentWith(null), "2027-01-01").items).toHaveLength(1);
  });

  test("keeps a line on its last day", () => {
    expect(withoutEnded(documentWith("2026-12-04"), "2026-12-03").script).toHaveLength(1);
  });

  test("loses a line and the session on the day of its end", () => {
    const left = withoutEnded(documentWith("2026-12-04"), "2026-12-04");
    expect([left.items, left.script]).toEqual([[], []]);
  });

  test("does not trust a clock that went back behind the document", () => {
    expect(withoutEnded(documentWith("2026-12-01"), "2020-01-01").items).toEqual([]);
  });
});

test("the phone's day is its own, with two digits", () => {
  expect(localDay(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
});
