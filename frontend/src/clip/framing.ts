/** Where a camera must stand so that a box fits its picture. */
import type { Triple } from "./clip_file";

export interface Framing {
  /** What the camera looks at, and from where. */
  target: Triple;
  eye: Triple;
}

/** The axes of a camera that looks from a direction: to its right, up, and towards it. */
export interface CameraAxes {
  right: Triple;
  up: Triple;
  towards: Triple;
}

export function cameraAxes(from: Triple): CameraAxes {
  const towards = unit(from);
  const flat = Math.hypot(towards[0], towards[2]) || 1e-6;
  const right: Triple = [towards[2] / flat, 0, -towards[0] / flat];
  return { right, up: cross(towards, right), towards };
}

/**
 * Fits the box (two corners, metres) into a picture of `aspect` (width by height) seen under `fovDeg` (vertical),
 * leaving `margin` (0 to 1) of the picture free on every side.
 */
export function frameBox(
  box: readonly [Triple, Triple],
  from: Triple,
  fovDeg: number,
  aspect: number,
  margin: number,
): Framing {
  const { right, up, towards } = cameraAxes(from);
  const seen = cornersOf(box).map((corner) => [dot(corner, right), dot(corner, up), dot(corner, towards)]);
  const x = middle(seen.map((p) => p[0]!));
  const y = middle(seen.map((p) => p[1]!));
  const z = middle(seen.map((p) => p[2]!));
  const tall = Math.tan((fovDeg * Math.PI) / 360) * (1 - 2 * margin);
  const distance = Math.max(
    ...seen.map(
      (p) => Math.max(Math.abs(p[0]! - x) / (tall * aspect), Math.abs(p[1]! - y) / tall) + p[2]! - z,
    ),
  );
  const target = combine(right, x, up, y, towards, z);
  return { target, eye: combine(target, 1, towards, distance) };
}

function cornersOf([low, high]: readonly [Triple, Triple]): Triple[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((i) => [
    i & 1 ? high[0] : low[0],
    i & 2 ? high[1] : low[1],
    i & 4 ? high[2] : low[2],
  ]);
}

function middle(values: number[]): number {
  return (Math.min(...values) + Math.max(...values)) / 2;
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Triple, b: Triple): Triple {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(v: Triple): Triple {
  const length = Math.hypot(...v) || 1;
  return [v[0] / length, v[1] / length, v[2] / length];
}

function combine(a: Triple, s: number, b: Triple, t: number, c: Triple = [0, 0, 0], u = 0): Triple {
  return [a[0] * s + b[0] * t + c[0] * u, a[1] * s + b[1] * t + c[1] * u, a[2] * s + b[2] * t + c[2] * u];
}
