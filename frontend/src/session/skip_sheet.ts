/** Skipping an exercise asks why: it counts, and it helps the plan. */
import { part, parts, setText } from "../page/part";
import { Sheet } from "../page/sheet";
import type { TodayItem } from "../today/document";

/** These reasons are pain: the pain button's questions follow instead. */
const painReasons = ["pain", "pinch"];

export interface SkipWays {
  skip(reason: string): void;
  hurts(): void;
  closed(): void;
}

export class SkipSheet {
  private readonly sheet: Sheet;
  private isChosen = false;

  constructor(ways: SkipWays) {
    const dialog = part<HTMLDialogElement>("skip-sheet");
    this.sheet = new Sheet(dialog, () => {
      if (!this.isChosen) ways.closed();
    });
    for (const button of parts("skip-reason", dialog)) {
      button.addEventListener("click", () => {
        const reason = button.dataset["skipReason"] ?? "other";
        this.isChosen = true;
        this.sheet.close();
        if (painReasons.includes(reason)) ways.hurts();
        else ways.skip(reason);
      });
    }
  }

  open(item: TodayItem): void {
    this.isChosen = false;
    setText(this.sheet.dialog.querySelector(".sheet-title")!, `Skip ${item.name.toLowerCase()}?`);
    this.sheet.open();
  }
}
