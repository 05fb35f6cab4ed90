/** A sheet over the page. Focus starts on its heading; the cross and Escape close it. */
import { parts } from "./part";

export class Sheet {
  constructor(
    readonly dialog: HTMLDialogElement,
    closed: () => void = () => undefined,
  ) {
    for (const button of parts("close", dialog)) button.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", closed);
  }

  get isOpen(): boolean {
    return this.dialog.open;
  }

  open(): void {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.dialog.scrollTop = 0;
    this.dialog.querySelector<HTMLElement>(".sheet-title")?.focus();
  }

  close(): void {
    this.dialog.close();
  }
}
