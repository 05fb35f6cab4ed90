/** Logs the sets of a run: whole ones, and what was done of one that was left. */
import { newEntry, type LogEntry, type SetFields } from "../log/entry";
import type { Run } from "./run";

export class SetLog {
  constructor(
    private readonly run: Run,
    private readonly log: (entry: LogEntry) => void,
  ) {}

  /** The set that is on is done; its entry. */
  logWhole(faults: Record<string, number> = {}): LogEntry | null {
    const { step, saved } = this.run;
    if (step.exercise === null) return null;
    saved.setsDone[step.exercise] = (saved.setsDone[step.exercise] ?? 0) + 1;
    return this.add(step.exercise, faults);
  }

  /** What was done of the set that is on, before it is left; nothing when nothing was. */
  logPart(faults: Record<string, number> = {}): LogEntry | null {
    const { step, heldS, saved } = this.run;
    if (step.kind !== "set" || step.exercise === null) return null;
    return saved.repetitions > 0 || heldS >= 1 ? this.add(step.exercise, faults) : null;
  }

  private add(exercise: string, faults: Record<string, number>): LogEntry {
    const entry = newEntry(this.fields(exercise, faults));
    this.log(entry);
    return entry;
  }

  private fields(exercise: string, faults: Record<string, number>): SetFields {
    const { step, heldS, saved, source } = this.run;
    const isShortHold = step.counts === "hold" && saved.repetitions === 0;
    return {
      kind: "set",
      exercise,
      side: step.side ?? "both",
      set: step.set ?? 1,
      repetitions: saved.repetitions,
      hold_s: isShortHold ? Math.floor(heldS) : (step.hold_s ?? 0),
      source,
      ...(source === "camera" ? { faults } : {}),
    };
  }
}
