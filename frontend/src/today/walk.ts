/** The walk of a rest day: minutes, logged like everything else. */
import { newEntry } from "../log/entry";
import type { EntryQueue } from "../log/queue";
import { part, setText } from "../page/part";

export function connectWalk(queue: EntryQueue): void {
  const card = document.querySelector<HTMLElement>("[data-walk]");
  if (!card) return;
  const sheet = part<HTMLDialogElement>("walk-sheet");
  const minutes = sheet.querySelector<HTMLInputElement>("[name=minutes]")!;
  part("walk-open", card).addEventListener("click", () => {
    sheet.returnValue = "";
    sheet.showModal();
    minutes.select();
  });
  sheet.addEventListener("close", () => {
    if (sheet.returnValue !== "save" || !minutes.checkValidity()) return;
    setText(part("walk-words", card), `${minutes.value} minutes, logged`);
    void queue.add(newEntry({ kind: "walk", minutes: Number(minutes.value) })).then(() => queue.flush());
  });
}
