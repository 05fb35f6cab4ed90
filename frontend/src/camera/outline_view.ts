/** Draws the outline of the body as the camera sees it: the near side bright, the far one pale, a ring for the head. */
import { part } from "../page/part";
import { pointAt, pointNames, type Point, type PointName } from "./landmarks";

type Line = readonly [PointName, PointName];

const limb = (side: "left" | "right"): Line[] => [
  [`${side}_shoulder`, `${side}_elbow`],
  [`${side}_elbow`, `${side}_wrist`],
  [`${side}_shoulder`, `${side}_hip`],
  [`${side}_hip`, `${side}_knee`],
  [`${side}_knee`, `${side}_ankle`],
  [`${side}_ankle`, `${side}_foot_index`],
];
const across: Line[] = [
  ["left_shoulder", "right_shoulder"],
  ["left_hip", "right_hip"],
];
/** Of the same meaning as the coach's: what is less visible is not drawn as seen. */
const seenLeast = 0.5;
/** Round the body in a close view (heights of the picture), and how far it is enlarged at most. */
const room = 0.07;
const mostZoom = 3;

export class OutlineView {
  /** A close view shows the body as large as the canvas allows; the other one the whole picture. */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly isClose: boolean,
  ) {}

  /** The body of a picture that is `widthOverHeight` wide; a front camera's is shown as in a mirror. */
  draw(row: Float64Array, widthOverHeight: number, isMirrored: boolean): void {
    const paint = this.clear(widthOverHeight, isMirrored);
    if (!paint || row.length === 0) return;
    const near = nearSide(row);
    const far = near === "left" ? "right" : "left";
    const height = this.canvas.height;
    if (this.isClose) zoom(paint, boxOf(row), this.canvas);
    const stroke = (lines: Line[], colour: string, width: number) => {
      paint.strokeStyle = colour;
      paint.lineWidth = width * height;
      for (const [from, to] of lines) line(paint, pointAt(row, from), pointAt(row, to), height);
    };
    const style = getComputedStyle(this.canvas);
    const [bright, pale] = [style.getPropertyValue("--near"), style.getPropertyValue("--far")];
    stroke([...limb(far), ...across], pale, 0.02);
    stroke(limb(near), bright, 0.026);
    head(paint, row, pale, height);
  }

  clear(widthOverHeight = 4 / 3, isMirrored = false): CanvasRenderingContext2D | null {
    const height = Math.round(this.canvas.clientHeight * devicePixelRatio) || 120;
    this.canvas.height = height;
    this.canvas.width = Math.round(height * widthOverHeight);
    const paint = this.canvas.getContext("2d");
    if (!paint) return null;
    paint.lineCap = "round";
    if (isMirrored) paint.setTransform(-1, 0, 0, 1, this.canvas.width, 0);
    return paint;
  }
}

export function outlineOf(name: string, isClose: boolean): OutlineView {
  return new OutlineView(part<HTMLCanvasElement>(name), isClose);
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Round the seen points, in heights of the picture, with room for the lines. */
function boxOf(row: Float64Array): Box {
  const seen = pointNames.map((name) => pointAt(row, name)).filter((p) => p.visibility >= seenLeast);
  const [xs, ys] = [seen.map((p) => p.x), seen.map((p) => p.y)];
  const [left, top] = [Math.min(...xs) - room, Math.min(...ys) - room];
  return { x: left, y: top, width: Math.max(...xs) + room - left, height: Math.max(...ys) + room - top };
}

function zoom(paint: CanvasRenderingContext2D, box: Box, canvas: HTMLCanvasElement): void {
  const across = canvas.width / canvas.height;
  const scale = Math.min(mostZoom, across / box.width, 1 / box.height);
  if (!Number.isFinite(scale) || scale <= 0) return;
  paint.translate(canvas.width / 2, canvas.height / 2);
  paint.scale(scale, scale);
  paint.translate(-(box.x + box.width / 2) * canvas.height, -(box.y + box.height / 2) * canvas.height);
}

/** The side whose points are seen better is the near one. */
export function nearSide(row: Float64Array): "left" | "right" {
  const seen = (side: "left" | "right") =>
    (["hip", "knee", "ankle", "shoulder"] as const)
      .map((name) => pointAt(row, `${side}_${name}`).visibility)
      .reduce((sum, visibility) => sum + visibility, 0);
  return seen("left") > seen("right") ? "left" : "right";
}

function line(paint: CanvasRenderingContext2D, from: Point, to: Point, height: number): void {
  if (!(from.visibility >= seenLeast && to.visibility >= seenLeast)) return;
  paint.beginPath();
  paint.moveTo(from.x * height, from.y * height);
  paint.lineTo(to.x * height, to.y * height);
  paint.stroke();
}

function head(paint: CanvasRenderingContext2D, row: Float64Array, colour: string, height: number): void {
  const [left, right] = [pointAt(row, "left_ear"), pointAt(row, "right_ear")];
  if (Math.max(left.visibility, right.visibility) < seenLeast) return;
  paint.strokeStyle = colour;
  paint.lineWidth = 0.02 * height;
  paint.beginPath();
  paint.arc(((left.x + right.x) / 2) * height, ((left.y + right.y) / 2) * height, 0.05 * height, 0, 7);
  paint.stroke();
}
