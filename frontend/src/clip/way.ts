/** How far a smooth movement has come: the course with the least jerk, and its inverse. */

/** Share of the way after this share (0 to 1) of the time. */
export function wayAt(time: number): number {
  return time * time * time * (10 - 15 * time + 6 * time * time);
}

/** Enough to be exact to a ten-thousandth of the time. */
const halvings = 14;

/** Share of the time after which this share (0 to 1) of the way is done. */
export function timeOfWay(way: number): number {
  if (way <= 0) return 0;
  if (way >= 1) return 1;
  let low = 0;
  let high = 1;
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2;
    if (wayAt(middle) < way) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
