import { describe, expect, it } from "vitest";
import { keyMeans } from "../src/editor_keys";
import { matches } from "../src/list_filter";
import { nextIndex } from "../src/need_list";
import { fitsNow, isShown } from "../src/shelf";

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
  const asked = (show: string, wanted: Record<string, string> = {}) => ({ show, wanted });

  it("keeps later and blocked exercises for the whole library", () => {
    expect(["fits", "check", "smaller-range", "later", "blocked"].map(fitsNow)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
  it("shows what is in the plan whatever its badge", () => {
    expect(isShown({ in: "yes", badge: "blocked" }, asked("fit"))).toBe(true);
  });
  it("shows a badge that is asked for under this hip, too", () => {
    expect(isShown({ badge: "blocked" }, asked("fit", { badge: "blocked" }))).toBe(true);
  });
  it("narrows by every filter at once", () => {
    const facts = { badge: "fits", group: "balance", tier: "2", equipment: "yes", camera: "" };
    expect(isShown(facts, asked("all", { group: "balance", tier: "2" }))).toBe(true);
    expect(isShown(facts, asked("all", { group: "balance", camera: "yes" }))).toBe(false);
  });
});

describe("the keys of the editor", () => {
  const key = (letter: string, held = false, shiftKey = false) => ({
    key: letter,
    ctrlKey: held,
    metaKey: false,
    shiftKey,
    altKey: false,
  });

  it("take back and do again", () => {
    expect([keyMeans(key("z", true), false), keyMeans(key("Z", true, true), false)]).toEqual([
      "undo",
      "redo",
    ]);
  });
  it("leave a field its own undo", () => {
    expect([keyMeans(key("z", true), true), keyMeans(key("w"), true)]).toEqual([null, null]);
  });
  it("go to the signature from anywhere", () => {
    expect(keyMeans(key("Enter", true), true)).toBe("sign");
  });
});
