/** The start button says when a session of today waits to be gone on with, or is done. */
import { part, setText } from "../page/part";
import { openDatabase } from "../store/database";
import { belongsTo } from "../session/saved_run";
import type { TodayDocument } from "./document";

export async function connectStartButton(owner: string, today: TodayDocument): Promise<void> {
  const words = document.querySelector<HTMLElement>("[data-start-words]");
  if (!words) return;
  const run = await (await openDatabase()).get("runs", owner);
  const kept = run && belongsTo(run, today) ? run : null;
  if (kept && !kept.isFinished && kept.index > 0) setText(words, "Go on with the session");
  else if (kept?.isFinished || isDone(today)) showDone(words);
}

function showDone(words: HTMLElement): void {
  part("start").classList.add("quiet");
  setText(words, "Done today. Once more?");
}

/** Has every planned set of today been logged, on whatever phone? */
function isDone(today: TodayDocument): boolean {
  return today.items.every((item) => {
    const planned = today.script.filter(
      (step) => step.kind === "set" && step.exercise === item.exercise,
    ).length;
    return item.sets_done >= planned;
  });
}
