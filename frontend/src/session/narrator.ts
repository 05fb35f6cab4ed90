/** Says and sounds what happens, by voice, by beeps, and to screen readers. */
import { part, setText } from "../page/part";
import type { Beep, Beeps } from "../sound/beeps";
import type { SoundPreferences } from "../sound/preferences";
import type { Voice } from "../sound/voice";

export class Narrator {
  constructor(
    readonly voice: Voice,
    readonly beeps: Beeps,
  ) {}

  prefer({ voice, beeps }: SoundPreferences): void {
    this.voice.isOn = voice;
    this.beeps.isOn = beeps;
    if (!voice) this.voice.hush();
  }

  /** By voice, and politely to screen readers when `isRead`. */
  say(text: string, isRead = false): void {
    this.voice.say(text);
    if (isRead) this.read(text);
  }

  read(text: string): void {
    setText(part("say"), text);
  }

  /** At once, over everything else. */
  alarm(text: string): void {
    this.beeps.play("stop");
    this.voice.say(text);
    // The same alarm twice must be heard twice: an empty text in between makes it a change.
    const region = part("alarm");
    region.textContent = "";
    requestAnimationFrame(() => (region.textContent = text));
  }

  beep(beep: Beep): void {
    this.beeps.play(beep);
  }

  /** Each fifth repetition and the last are read out; the voice counts every one. */
  count(done: number, of: number): void {
    this.beep(done >= of ? "done" : "count");
    this.voice.say(String(done));
    if (done % 5 === 0 || done >= of) this.read(`Repetition ${done} of ${of}`);
  }
}
