/** A place that hurts: a side and one of the plan's pain places. */
import type { Side } from "../log/entry";
import type { Worded } from "../today/document";

export interface PainPlace {
  side: Side;
  place: string;
}

/** Reads "right groin" or "left thigh back" (the face of the map does not matter for the log). */
export function readPlace(value: string): PainPlace | null {
  const [side, place] = value.split(" ");
  return place && (side === "left" || side === "right") ? { side, place } : null;
}

/** "Right groin" */
export function placeWords({ side, place }: PainPlace, places: readonly Worded[]): string {
  const name = places.find((known) => known.value === place)?.words ?? place;
  return `${side === "left" ? "Left" : "Right"} ${name.toLowerCase()}`;
}
