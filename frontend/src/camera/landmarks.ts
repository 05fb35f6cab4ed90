/**
 * The 33 points of BlazePose in one row of numbers: x, y, z and visibility of each. x and y are in heights of the
 * picture, y downwards; an empty row means that nobody was found.
 */
export const pointNames = [
  ...["nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye"],
  ...["right_eye_outer", "left_ear", "right_ear", "mouth_left", "mouth_right", "left_shoulder"],
  ...["right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_pinky"],
  ...["right_pinky", "left_index", "right_index", "left_thumb", "right_thumb", "left_hip", "right_hip"],
  ...["left_knee", "right_knee", "left_ankle", "right_ankle", "left_heel", "right_heel"],
  ...["left_foot_index", "right_foot_index"],
] as const;

export type PointName = (typeof pointNames)[number];

export interface Point {
  x: number;
  y: number;
  visibility: number;
}

const perPoint = 4;

/** A model's own points, x and y as shares of width and height, as one row. */
export function rowOf(
  points: readonly { x: number; y: number; z: number; visibility: number }[],
  widthOverHeight: number,
): Float64Array {
  const row = new Float64Array(points.length * perPoint);
  points.forEach(({ x, y, z, visibility }, i) =>
    row.set([x * widthOverHeight, y, z * widthOverHeight, visibility], i * perPoint),
  );
  return row;
}

export function pointAt(row: Float64Array, name: PointName): Point {
  const at = pointNames.indexOf(name) * perPoint;
  return { x: row[at] ?? NaN, y: row[at + 1] ?? NaN, visibility: row[at + 3] ?? 0 };
}
