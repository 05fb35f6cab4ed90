/** Keeps a run on the phone: at every event, and while it runs once a second. */
import { openDatabase, write } from "../store/database";
import type { TodayDocument } from "../today/document";
import { belongsTo, newRun, type SavedRun } from "./saved_run";

export class RunStore {
  constructor(private readonly owner: string) {}

  /** The run of today that was left, or a new one. */
  async open(today: TodayDocument): Promise<{ saved: SavedRun; isResumed: boolean }> {
    const kept = await (await openDatabase()).get("runs", this.owner);
    const isResumed = kept !== undefined && belongsTo(kept, today) && !kept.isFinished && hasBegun(kept);
    return { saved: isResumed ? kept : newRun(today), isResumed };
  }

  async keep(saved: SavedRun): Promise<void> {
    await write(await openDatabase(), "runs", { ...saved, keptAtMs: Date.now() }, { key: this.owner });
  }
}

function hasBegun(run: SavedRun): boolean {
  return run.index > 0 || run.elapsedS > 0;
}
