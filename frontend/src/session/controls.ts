/** The buttons and keys of the player, and what the page itself reports. */
import { part } from "../page/part";
import { connectKeyboard, type KeyActions } from "./keyboard";

export interface Controls extends KeyActions {
  leave(): void;
  sound(): void;
  ring(): void;
  /** Any touch or key: browsers give sound only after one. */
  touch(): void;
  /** The page went out of sight. */
  hide(): void;
  /** The page is being left. */
  go(): void;
}

export function connectControls(controls: Controls): void {
  for (const name of ["pain", "pause", "skip", "leave", "sound", "ring"] as const) {
    part(name).addEventListener("click", () => controls[name]());
  }
  connectKeyboard(controls);
  document.addEventListener("pointerdown", () => controls.touch(), { capture: true });
  document.addEventListener("keydown", () => controls.touch(), { capture: true });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) controls.hide();
  });
  addEventListener("pagehide", () => controls.go());
}
