/** Voice, beeps and counting by tempo: three switches. */
import { part } from "../page/part";
import { Sheet } from "../page/sheet";
import type { SoundPreferences } from "./preferences";

export class SoundSheet {
  private readonly sheet: Sheet;
  private readonly boxes: Record<keyof SoundPreferences, HTMLInputElement>;

  constructor(changed: (preferences: SoundPreferences) => void) {
    const dialog = part<HTMLDialogElement>("sound-sheet");
    this.sheet = new Sheet(dialog);
    this.boxes = {
      voice: part<HTMLInputElement>("voice-on", dialog),
      beeps: part<HTMLInputElement>("beeps-on", dialog),
      byTempo: part<HTMLInputElement>("by-tempo", dialog),
    };
    dialog.addEventListener("change", () =>
      changed({
        voice: this.boxes.voice.checked,
        beeps: this.boxes.beeps.checked,
        byTempo: this.boxes.byTempo.checked,
      }),
    );
  }

  open(preferences: SoundPreferences): void {
    this.boxes.voice.checked = preferences.voice;
    this.boxes.beeps.checked = preferences.beeps;
    this.boxes.byTempo.checked = preferences.byTempo;
    this.sheet.open();
  }
}
