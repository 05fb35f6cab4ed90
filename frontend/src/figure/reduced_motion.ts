/** Does the reader want less motion? Then the figure steps from posture to posture. */
const query = matchMedia("(prefers-reduced-motion: reduce)");

export function wantsLessMotion(): boolean {
  return query.matches;
}
