import { expect, test } from "vitest";
import { readChanges } from "../src/clip/changes";
import { Clip } from "../src/clip/clip";
import { wayAt } from "../src/clip/way";
import { aClip } from "./a_clip";

function turned(clip: Clip, timeS: number, bone: string): number[] {
  let found: number[] = [];
  clip.pose(
    timeS,
    (name, ...q) => {
      if (name === bone) found = q;
    },
    () => undefined,
  );
  return found;
}

test("changes add up, and one entry stands for all frames", () => {
  expect([...readChanges([10000, 5000, -20000], 1, 3)]).toEqual([1, 1.5, -0.5]);
  expect([...readChanges([10000, 0], 2, 2)]).toEqual([1, 0, 1, 0]);
});

test("a series of another length is refused in a sentence", () => {
  expect(() => readChanges([1, 2, 3], 2, 4)).toThrow("expected 2 or 8 numbers, got 3");
});

test("a bone is where its frames put it", () => {
  const clip = new Clip(aClip());
  const [, , z, w] = turned(clip, 2, "femur_r");
  expect(z).toBeCloseTo(0.7071, 3);
  expect(w).toBeCloseTo(0.7071, 3);
});

test("between two frames a rotation keeps its length", () => {
  const q = turned(new Clip(aClip()), 4, "femur_r");
  expect(Math.hypot(...q)).toBeCloseTo(1, 6);
});

test("the root moves with its frames", () => {
  let place: number[] = [];
  new Clip(aClip()).pose(
    1.5,
    () => undefined,
    (...xyz) => (place = xyz),
  );
  expect(place[0]).toBeCloseTo(0.05, 4);
  expect(place[1]).toBeCloseTo(0.9, 4);
});

test("parts of the tempo lie on the clip", () => {
  const clip = new Clip(aClip());
  expect(clip.timeAt("out", 0.5)).toBe(1);
  expect(clip.timeAt("hold", 1)).toBe(3);
  expect(clip.timeAt("back", 0.5)).toBe(4);
  expect(clip.partAt(4)).toEqual({ part: "back", share: 0.5 });
});

test("a smaller range goes that share of the way", () => {
  const clip = new Clip(aClip());
  const end = clip.timeAt("out", 1, 0.5);
  expect(wayAt(end / 2)).toBeCloseTo(0.5, 3);
  expect(clip.timeAt("hold", 0.3, 0.5)).toBeCloseTo(end, 3);
  expect(clip.timeAt("back", 1, 0.5)).toBeCloseTo(5, 3);
});

test("its tempo is read from its parts", () => {
  expect(new Clip(aClip()).tempo).toEqual({ outS: 2, holdS: 1, backS: 2 });
});

test("the key moment reached last is the one that counts", () => {
  const clip = new Clip(aClip());
  expect([0, 1.9, 2, 4.9].map((t) => clip.momentAt(t))).toEqual([0, 0, 1, 1]);
});

test("a hold goes on in seconds and stops at the clip's end of it", () => {
  const clip = new Clip(aClip());
  const held = (heldS: number) => clip.timeOf({ done: 0, part: "hold", share: 0.5, leftS: 9, heldS });
  expect([held(0.25), held(9)]).toEqual([2.25, 3]);
});
