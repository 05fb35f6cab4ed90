/** Parts as they are said. */
import type { OutingPart } from "./document";

/** "Run 2 minutes", as it is said. */
export function partWords({ kind, seconds }: OutingPart): string {
  const minutes = seconds / 60;
  return `${kind === "run" ? "Run" : "Walk"} ${minutes} minute${minutes === 1 ? "" : "s"}`;
}

/** What comes after a part, or that it is the last; an outing of one part has none to count, so it is said itself. */
export function thenWords(next: OutingPart | null, parts: readonly OutingPart[]): string {
  if (next) return `Then: ${partWords(next).toLowerCase()}.`;
  return parts.length === 1 ? `${partWords(parts[0]!)}.` : "This is the last part.";
}

/** What is said at the end of all of it. */
export function wholeWords(parts: readonly OutingPart[]): string {
  return parts.length === 1 ? "That was all of it." : "That was the last part.";
}
