/** The geometry of the count ring, in the units of its view box. */
export const ringSize = 184;
const centre = ringSize / 2;
const radius = 84;
/** Between two segments, measured on the centre line; round ends take half of it (degrees). */
const gapDeg = 13;
/** Above this many segments the ring is a plain arc. */
export const mostSegments = 20;

/** One path for each repetition, clockwise from the top. */
export function segmentPaths(count: number): string[] {
  const stepDeg = 360 / count;
  const halfGapDeg = Math.min(gapDeg, stepDeg * 0.45) / 2;
  if (count === 1) return [arcPath(1)];
  return Array.from({ length: count }, (_, i) =>
    arc(i * stepDeg + halfGapDeg, (i + 1) * stepDeg - halfGapDeg),
  );
}

/** An arc from the top over this share (0 to 1) of the circle; "" for none. */
export function arcPath(share: number): string {
  if (share <= 0) return "";
  if (share >= 1) return `${arc(0, 180)}${arc(180, 360)}`;
  return arc(0, share * 360);
}

function arc(fromDeg: number, toDeg: number): string {
  const [x1, y1] = at(fromDeg);
  const [x2, y2] = at(toDeg);
  const large = toDeg - fromDeg > 180 ? 1 : 0;
  return `M${x1} ${y1}A${radius} ${radius} 0 ${large} 1 ${x2} ${y2}`;
}

function at(deg: number): [number, number] {
  const rad = ((deg - 90) * Math.PI) / 180;
  return [round(centre + radius * Math.cos(rad)), round(centre + radius * Math.sin(rad))];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
