import { expect, test } from "vitest";
import type { Triple } from "../src/clip/clip_file";
import { boxOf, cameraAxes, framedAtSize, framePoints, type Framing } from "../src/clip/framing";
import { Orbit } from "../src/clip/orbit";

const box: [Triple, Triple] = [
  [-0.3, 0, -0.2],
  [0.5, 1.7, 0.4],
];
const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((i): Triple => [
  box[i & 1]![0],
  box[(i >> 1) & 1]![1],
  box[(i >> 2) & 1]![2],
]);
const directions: Triple[] = [
  [0, 0, 1],
  [1, 0.1, 0.3],
  [0.3, 0.9, 0.2],
  [-1, 0, 0],
];
const fovDeg = 30;

function seen(corner: Triple, from: Triple, aspect: number): [number, number] {
  return placeIn(framePoints(corners, from, fovDeg, aspect), corner, aspect);
}

function placeIn({ eye, target }: Framing, corner: Triple, aspect: number): [number, number] {
  const { right, up, towards } = cameraAxes(eye.map((value, i) => value - target[i]!) as Triple);
  const offset = corner.map((value, i) => value - eye[i]!) as Triple;
  const along = (axis: Triple) => axis[0] * offset[0] + axis[1] * offset[1] + axis[2] * offset[2];
  const depth = -along(towards) * Math.tan((fovDeg * Math.PI) / 360);
  return [along(right) / (depth * aspect), along(up) / depth];
}

test.each(directions)("every point is in the picture, seen from %s %s %s", (...from) => {
  for (const aspect of [0.6, 1, 2]) {
    for (const corner of corners) {
      for (const place of seen(corner, from, aspect)) expect(Math.abs(place)).toBeLessThanOrEqual(1.0001);
    }
  }
});

test.each(directions)("a smaller size is the picture of smaller things, seen from %s %s %s", (...from) => {
  const fitting = framePoints(corners, from, fovDeg, 1);
  const { eye, target } = framedAtSize(fitting, corners, 0.75);
  const foot: Triple = [0.1, 0, 0.1];
  for (const corner of corners) {
    const smaller = corner.map((value, i) => foot[i]! + (value - foot[i]!) * 0.75) as Triple;
    const [x, y] = placeIn({ eye, target }, corner, 1);
    const [smallerX, smallerY] = placeIn(fitting, smaller, 1);
    expect(x).toBeCloseTo(smallerX);
    expect(y).toBeCloseTo(smallerY);
  }
});

test("the whole size changes nothing", () => {
  const fitting = framePoints(corners, [0, 0, 1], fovDeg, 1);
  framedAtSize(fitting, corners, 1).eye.forEach((value, i) => expect(value).toBeCloseTo(fitting.eye[i]!));
});

test("turning keeps the distance of the eye one and never passes over the top", () => {
  const orbit = new Orbit([0, 0, 1]);
  orbit.turn(90, 500);
  expect(Math.hypot(...orbit.from)).toBeCloseTo(1);
  expect(orbit.from[1]).toBeLessThan(1);
  expect(orbit.from[0]).toBeGreaterThan(0);
});

test("a named direction is the one that is looked from", () => {
  const orbit = new Orbit([0, 0, 1]);
  orbit.lookFrom([1, 0, 0]);
  expect(orbit.from[0]).toBeCloseTo(1);
});

test("the box of points has their extremes", () => {
  expect(boxOf(corners)).toEqual(box);
});
