/** The start button says when a session of today waits to be gone on with, or is done. */
import { part, setText } from "../page/part";
import { openDatabase } from "../store/database";
import { belongsTo } from "../session/saved_run";
import type { TodayDocument } from "./document";

export async function connectStartButton(owner: string, today: TodayDocument): Promise<void> {
  const words = document.querySelector<HTMLElement>("[data-start-words]");
  const run = await (await openDatabase()).get("runs", owner);
  if (!words || !run || !belongsTo(run, today)) return;
  if (run.isFinished) part("start").classList.add("quiet");
  setText(words, run.isFinished ? "Done today. Once more?" : "Go on with the session");
}
