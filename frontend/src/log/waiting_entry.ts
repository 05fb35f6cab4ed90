/** An entry on this phone that the server has not acknowledged, or has refused for good. */
import type { LogEntry } from "./entry";

export interface WaitingEntry {
  entry: LogEntry;
  /** Whose entry it is: on a shared phone one person's entries never go out under another's name. */
  owner: string;
  /** Order in which entries were made (milliseconds, then a counter). */
  order: number;
  state: "waiting" | "refused";
  problem?: string;
}
