import { describe, expect, test } from "vitest";
import { deviceTime, newEntry } from "../src/log/entry";
import { placeWords, readPlace } from "../src/pain/place";

describe("an entry", () => {
  test("has an id of its own and the device's time with its offset", () => {
    const [first, second] = [
      newEntry({ kind: "walk", minutes: 20 }),
      newEntry({ kind: "walk", minutes: 20 }),
    ];
    expect(first.id).not.toBe(second.id);
    expect(first.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
  });

  test("the time it carries is the instant it was made", () => {
    const made = new Date("2026-03-29T01:30:00.250Z");
    expect(new Date(deviceTime(made)).getTime()).toBe(made.getTime());
  });
});

describe("a place", () => {
  test("is read from the map's value, whichever face it lies on", () => {
    expect(readPlace("left thigh back")).toEqual({ side: "left", place: "thigh" });
  });

  test("is said with its side", () => {
    expect(placeWords({ side: "right", place: "groin" }, [{ value: "groin", words: "Groin" }])).toBe(
      "Right groin",
    );
  });

  test("a value that names no side is no place", () => {
    expect(readPlace("groin")).toBeNull();
  });
});
