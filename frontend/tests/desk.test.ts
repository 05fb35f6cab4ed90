import { describe, expect, it } from "vitest";
import { matches } from "../src/list_filter";
import { nextIndex } from "../src/need_list";
import { fitsNow } from "../src/shelf";

describe("the search field", () => {
  it("finds an entry that holds every word, in any order and case", () => {
    expect(matches("Single-leg bridge, tier 3", "BRIDGE single")).toBe(true);
  });
  it("hides an entry that lacks a word", () => {
    expect(matches("Bridge", "bridge ball")).toBe(false);
  });
});

describe("moving through the inbox", () => {
  it("begins at the first row", () => {
    expect(nextIndex(-1, 3, 1)).toBe(0);
  });
  it("stays inside the list", () => {
    expect([nextIndex(2, 3, 1), nextIndex(0, 3, -1)]).toEqual([2, 0]);
  });
});

describe("the shelf", () => {
  it("keeps later and blocked exercises for the whole library", () => {
    expect(["in-plan", "fits", "smaller-range", "later", "blocked"].map(fitsNow)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
