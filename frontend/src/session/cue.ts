/** The one line under the ring: the exercise's own steps and cues, one at a time. */
import type { TodayItem } from "../today/document";

/** How long one cue stays at least (seconds): longer than the four that reading needs, to be calm. */
const staysS = 10;

/** Before a set: how to get into position. During it: how to move. */
export function cueAt(item: TodayItem, isMoving: boolean, elapsedS: number): string {
  const wanted = isMoving ? ["step", "cue", "breathing"] : ["preparation"];
  const texts = item.steps.filter((step) => wanted.includes(step.kind)).map((step) => step.text);
  return texts[Math.floor(elapsedS / staysS) % texts.length] ?? item.name;
}
