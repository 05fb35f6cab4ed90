/** The questions after an exercise: worst pain, a pinch, effort. What is not answered is not known. */
import { newEntry, type LogEntry } from "../log/entry";
import { part, setText } from "../page/part";
import { Sheet } from "../page/sheet";
import type { TodayItem } from "../today/document";

export class AskSheet {
  private readonly sheet: Sheet;
  private readonly form: HTMLFormElement;
  private item: TodayItem | null = null;

  constructor(
    private readonly log: (entry: LogEntry) => void,
    answered: () => void,
  ) {
    const dialog = part<HTMLDialogElement>("ask-sheet");
    this.form = part<HTMLFormElement>("ask-form", dialog);
    this.sheet = new Sheet(dialog, answered);
    this.form.addEventListener("change", () => {
      part("pinch-part", this.form).hidden = this.value("pinched") !== "yes";
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
      this.sheet.close();
    });
    part("ask-later", dialog).addEventListener("click", () => this.sheet.close());
  }

  open(item: TodayItem): void {
    this.item = item;
    this.form.reset();
    part("pinch-part", this.form).hidden = true;
    setText(this.sheet.dialog.querySelector(".sheet-title")!, `How was ${item.name.toLowerCase()}?`);
    this.sheet.open();
  }

  private save(): void {
    const { item } = this;
    if (!item) return;
    const [pain, pinch, effort] = [this.number("pain"), this.pinch(), this.number("effort")];
    if (pain !== null || pinch !== null) {
      this.log(
        newEntry({
          kind: "pain",
          when: "during",
          exercise: item.exercise,
          side: item.side,
          ...(pain === null ? {} : { score: pain }),
          ...(pinch === null ? {} : { pinch }),
        }),
      );
    }
    if (effort !== null) this.log(newEntry({ kind: "effort", exercise: item.exercise, score: effort }));
  }

  private pinch(): number | null {
    return this.value("pinched") === "no" ? 0 : this.number("pinch");
  }

  private number(name: string): number | null {
    const value = this.value(name);
    return value === null ? null : Number(value);
  }

  private value(name: string): string | null {
    return new FormData(this.form).get(name) as string | null;
  }
}
