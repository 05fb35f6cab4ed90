/** The walk of a rest day: minutes and its worst pain, logged like everything else. */
import { newEntry } from "../log/entry";
import type { EntryQueue } from "../log/queue";
import { part, setText } from "../page/part";

export function connectWalk(queue: EntryQueue): void {
  const card = document.querySelector<HTMLElement>("[data-walk]");
  if (!card) return;
  const sheet = part<HTMLDialogElement>("walk-sheet");
  const minutes = sheet.querySelector<HTMLInputElement>("[name=minutes]")!;
  const score = sheet.querySelector<HTMLInputElement>("[name=score]")!;
  part("walk-open", card).addEventListener("click", () => {
    sheet.returnValue = "";
    sheet.showModal();
    minutes.select();
  });
  sheet.addEventListener("close", () => {
    if (sheet.returnValue !== "save" || !minutes.checkValidity() || !score.checkValidity()) return;
    setText(part("walk-words", card), `${minutes.value} minutes, logged`);
    // Pain that nobody told stays unknown: such a walk makes none longer.
    const pain = score.value === "" ? {} : { score: Number(score.value) };
    const walk = newEntry({ kind: "walk", minutes: Number(minutes.value), ...pain });
    void queue.addAndFlush(walk);
  });
}
