/** Print buttons are shown only where they work. */
import { parts } from "./part";

export function connectPrintButtons(): void {
  for (const button of parts<HTMLButtonElement>("print")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
