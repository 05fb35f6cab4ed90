/** Does the reader want less motion? Then the figure steps between its two postures. */
const query = matchMedia("(prefers-reduced-motion: reduce)");

/** How long each posture is shown then (seconds). */
export const stepS = 3;

export function wantsLessMotion(): boolean {
  return query.matches;
}
