import { describe, expect, test } from "vitest";
import { beatAt, cycleSeconds, readTempo } from "../src/session/tempo";

const tempo = { outS: 2, holdS: 1, backS: 2 };

describe("the tempo", () => {
  test("a cycle lasts as long as its parts", () => {
    expect(cycleSeconds(tempo)).toBe(5);
  });

  test.each([
    [0, 0, "out", 0, 2],
    [1, 0, "out", 0.5, 1],
    [2, 0, "hold", 0, 1],
    [2.5, 0, "hold", 0.5, 0.5],
    [3, 0, "back", 0, 2],
    [4, 0, "back", 0.5, 1],
    [5, 1, "out", 0, 2],
    [52.5, 10, "hold", 0.5, 0.5],
  ])("at %d s: %d done, %s, share %d, %d s left", (atS, done, part, share, leftS) => {
    const beat = beatAt(tempo, atS);
    expect([beat.done, beat.part]).toEqual([done, part]);
    expect(beat.share).toBeCloseTo(share);
    expect(beat.leftS).toBeCloseTo(leftS);
  });

  test("held seconds grow only in the hold and stay on the way back", () => {
    const stretch = { outS: 3, holdS: 30, backS: 3 };
    expect([2, 3, 18, 33, 35].map((atS) => beatAt(stretch, atS).heldS)).toEqual([0, 0, 15, 30, 30]);
  });

  test("a movement without a hold goes straight back", () => {
    expect(beatAt({ outS: 1, holdS: 0, backS: 1 }, 1).part).toBe("back");
  });

  test("a tempo without seconds does not divide by zero", () => {
    expect(beatAt({ outS: 0, holdS: 0, backS: 0 }, 3).done).toBe(3);
  });

  test("a written tempo is read, anything else is none", () => {
    expect(readTempo("2-1-2")).toEqual(tempo);
    expect(readTempo("0-30-0.5")).toEqual({ outS: 0, holdS: 30, backS: 0.5 });
    expect(["", "2-1", "slow", "2-1-2-1"].map(readTempo)).toEqual([null, null, null, null]);
  });
});
