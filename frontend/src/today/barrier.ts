/** Why a session did not come about: one tap is logged at once, and answered with words and a way on. */
import { newEntry } from "../log/entry";
import type { EntryQueue } from "../log/queue";
import { part, parts, setText } from "../page/part";
import { Sheet } from "../page/sheet";
import type { BarrierChoice, TodayDocument } from "./document";

export function connectBarriers(today: TodayDocument, queue: EntryQueue): void {
  const choices = today.barriers?.choices ?? [];
  const dialog = document.querySelector<HTMLDialogElement>("[data-barrier-sheet]");
  if (dialog && choices.length > 0) new BarrierSheet(dialog, choices, today, queue).start();
}

class BarrierSheet {
  private readonly sheet: Sheet;
  private isAboutPast = false;

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly choices: readonly BarrierChoice[],
    private readonly today: TodayDocument,
    private readonly queue: EntryQueue,
  ) {
    this.sheet = new Sheet(dialog);
  }

  start(): void {
    for (const button of parts("barrier-open")) {
      button.addEventListener("click", () => this.open(button.dataset["barrierOpen"] === "past"));
    }
    for (const button of parts("barrier", this.dialog)) {
      const chosen = this.choices.find((choice) => choice.value === button.dataset["barrier"]);
      if (chosen) button.addEventListener("click", () => void this.tell(chosen));
    }
  }

  private open(isAboutPast: boolean): void {
    this.isAboutPast = isAboutPast;
    setText(
      part("barrier-title", this.dialog),
      isAboutPast ? "What kept you from it?" : "What keeps you from it?",
    );
    this.show(false);
    this.sheet.open();
  }

  private show(isAnswered: boolean): void {
    part("barrier-choices", this.dialog).hidden = isAnswered;
    part("barrier-answer", this.dialog).hidden = !isAnswered;
  }

  /** Each day that waits for a word gets one; a day is told once. */
  private async tell(chosen: BarrierChoice): Promise<void> {
    const days = this.isAboutPast ? (this.today.barriers?.open?.days ?? []) : [undefined];
    const kept = days.map((day) =>
      this.queue.add(newEntry({ kind: "skip", reason: chosen.value, ...(day ? { day } : {}) })),
    );
    this.answer(chosen);
    await Promise.all(kept);
    void this.queue.flush();
  }

  private answer(chosen: BarrierChoice): void {
    const title = part("barrier-title", this.dialog);
    setText(title, chosen.title);
    setText(part("barrier-text", this.dialog), chosen.text);
    const way = part<HTMLAnchorElement>("barrier-way", this.dialog);
    way.hidden = chosen.way_url === "";
    way.href = chosen.way_url;
    setText(way, chosen.way_words);
    this.show(true);
    title.focus();
    if (this.isAboutPast) document.querySelector("[data-open-days]")?.remove();
    else this.note();
  }

  private note(): void {
    for (const button of parts("barrier-open")) {
      if (button.dataset["barrierOpen"] === "today") button.hidden = true;
    }
    const told = document.querySelector<HTMLElement>("[data-told]");
    if (told) told.hidden = false;
  }
}
