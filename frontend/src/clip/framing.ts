/** Where a camera must stand so that points fit its picture. */
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

/** Fits the points (metres) into a picture of `aspect` (width by height) seen under `fovDeg` (vertical). */
export function framePoints(
  points: readonly Triple[],
  from: Triple,
  fovDeg: number,
  aspect: number,
): Framing {
  const { right, up, towards } = cameraAxes(from);
  const seen = points.map((point) => [dot(point, right), dot(point, up), dot(point, towards)]);
  const x = middle(seen.map((p) => p[0]!));
  const y = middle(seen.map((p) => p[1]!));
  const z = middle(seen.map((p) => p[2]!));
  const tall = Math.tan((fovDeg * Math.PI) / 360);
  const distance = Math.max(
    ...seen.map(
      (p) => Math.max(Math.abs(p[0]! - x) / (tall * aspect), Math.abs(p[1]! - y) / tall) + p[2]! - z,
    ),
  );
  const target = combine(right, x, up, y, towards, z);
  return { target, eye: combine(target, 1, towards, distance) };
}

/**
 * The picture of the same points when all of them are `size` times as large, and stand where they stood on the
 * floor: seen so, everything keeps its proportions, and it is the same whether things shrink or the eye goes away.
 */
export function framedAtSize({ eye, target }: Framing, points: readonly Triple[], size: number): Framing {
  const [low, high] = boxOf(points);
  const foot: Triple = [(low[0] + high[0]) / 2, 0, (low[2] + high[2]) / 2];
  const away = (place: Triple): Triple => combine(foot, 1 - 1 / size, place, 1 / size);
  return { eye: away(eye), target: away(target) };
}

/** The lowest and the highest x, y, z of points. */
export function boxOf(points: readonly Triple[]): [Triple, Triple] {
  const edge = (pick: (...values: number[]) => number): Triple =>
    [0, 1, 2].map((axis) => pick(...points.map((point) => point[axis]!))) as Triple;
  return [edge(Math.min), edge(Math.max)];
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

/** How wide the points are for their height, seen from a direction. */
export function aspectOf(points: readonly Triple[], from: Triple): number {
  const { right, up } = cameraAxes(from);
  const [low, high] = boxOf(points.map((point): Triple => [dot(point, right), dot(point, up), 0]));
  return (high[0] - low[0]) / Math.max(1e-3, high[1] - low[1]);
}
