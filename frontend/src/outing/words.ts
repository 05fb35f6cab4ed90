/** Parts as they are said. */
import type { OutingPart } from "./document";

/** "Run 2 minutes", as it is said. */
export function partWords({ kind, seconds }: OutingPart): string {
  const minutes = seconds / 60;
  return `${kind === "run" ? "Run" : "Walk"} ${minutes} minute${minutes === 1 ? "" : "s"}`;
}
