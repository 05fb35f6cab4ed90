/** Lengths and parts as they are shown and said. */
import type { OutingPart } from "./document";

/** 3:05 */
export function clockWords(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** "Run 2 minutes", as it is said. */
export function partWords({ kind, seconds }: OutingPart): string {
  const minutes = seconds / 60;
  return `${kind === "run" ? "Run" : "Walk"} ${minutes} minute${minutes === 1 ? "" : "s"}`;
}
