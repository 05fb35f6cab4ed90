/** Leaving the session: it waits, or it ends for today. */
import { part } from "../page/part";
import { Sheet } from "../page/sheet";

export class LeaveSheet {
  private readonly sheet: Sheet;
  private isEnding = false;

  constructor(stay: () => void, end: () => void) {
    const dialog = part<HTMLDialogElement>("leave-sheet");
    this.sheet = new Sheet(dialog, () => {
      if (this.isEnding) end();
      else stay();
    });
    part("stay", dialog).addEventListener("click", () => this.sheet.close());
    part("end", dialog).addEventListener("click", () => {
      this.isEnding = true;
      this.sheet.close();
    });
  }

  open(): void {
    this.isEnding = false;
    this.sheet.open();
  }
}
