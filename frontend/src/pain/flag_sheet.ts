/** The questions about warning signs. A yes, or "not sure", stops the plan until a person has looked. */
import { newEntry } from "../log/entry";
import type { EntryQueue } from "../log/queue";
import { part } from "../page/part";
import { Sheet } from "../page/sheet";
import type { TodayDocument } from "../today/document";

const answers = [
  ["no", "No"],
  ["yes", "Yes"],
  ["not-sure", "Not sure"],
] as const;

export class FlagSheet {
  private readonly sheet: Sheet;
  private readonly form: HTMLFormElement;

  constructor(
    private readonly today: TodayDocument,
    private readonly queue: EntryQueue,
  ) {
    const dialog = part<HTMLDialogElement>("flag-sheet");
    this.sheet = new Sheet(dialog);
    // Strong pain is not clicked away: the questions are answered, or the page of whom to call is opened.
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    this.form = part<HTMLFormElement>("flag-form", dialog);
    this.build();
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.submit();
    });
  }

  open(): void {
    this.form.reset();
    part("flag-missing", this.form).hidden = true;
    this.sheet.open();
  }

  private async submit(): Promise<void> {
    const data = new FormData(this.form);
    const missing = this.today.red_flags.find((flag) => data.get(flag.id) === null);
    part("flag-missing", this.form).hidden = !missing;
    const flags = this.today.red_flags
      .map((flag) => flag.id)
      .filter((id) => /yes|not-sure/.test(String(data.get(id))));
    if (missing && flags.length === 0) {
      this.form.querySelector<HTMLInputElement>(`input[name="${missing.id}"]`)?.focus();
      return;
    }
    await this.queue.add(newEntry({ kind: "red_flag", flags }));
    if (flags.length > 0) {
      this.showStop();
      await this.goToStopPage();
    } else {
      this.sheet.close();
      await this.queue.flush();
    }
  }

  /** Shown at once, also without a connection; the page of whom to call follows when it can be reached. */
  private showStop(): void {
    this.form.hidden = true;
    const stop = part("flag-stop", this.sheet.dialog);
    stop.hidden = false;
    stop.focus();
  }

  private async goToStopPage(): Promise<void> {
    const answer = await this.queue.flush();
    if (answer?.locked) location.assign(this.today.urls.stop);
  }

  private build(): void {
    const list = part("flag-list", this.form);
    for (const flag of this.today.red_flags) {
      const group = document.createElement("fieldset");
      group.className = "card close";
      const legend = document.createElement("legend");
      legend.textContent = flag.question;
      const chips = document.createElement("div");
      chips.className = "chips";
      chips.append(...answers.map(([value, words]) => chip(flag.id, value, words)));
      group.append(legend, chips);
      list.append(group);
    }
  }
}

function chip(name: string, value: string, words: string): HTMLLabelElement {
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name, value });
  const label = document.createElement("label");
  label.className = "chip";
  label.append(input, words);
  return label;
}
