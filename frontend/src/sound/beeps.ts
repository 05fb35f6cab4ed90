/** Short tones. Made by the browser, so that there is nothing to load. */
export type Beep = "tick" | "part" | "count" | "done" | "go" | "stop";

/** Frequency (Hz), start and length (s) of each tone. */
const tones: Record<Beep, readonly (readonly [number, number, number])[]> = {
  tick: [[660, 0, 0.06]],
  part: [[520, 0, 0.05]],
  count: [[880, 0, 0.08]],
  done: [
    [660, 0, 0.12],
    [990, 0.14, 0.2],
  ],
  go: [[880, 0, 0.6]],
  stop: [[300, 0, 0.3]],
};
const volume = 0.18;

export class Beeps {
  isOn = true;
  private context: AudioContext | null = null;

  /** Browsers give sound only after a touch: call this in every handler of one. */
  wake(): void {
    this.context ??= "AudioContext" in window ? new AudioContext() : null;
    if (this.context?.state === "suspended") void this.context.resume();
  }

  play(beep: Beep): void {
    const context = this.context;
    if (!this.isOn || !context || context.state !== "running") return;
    for (const [hz, afterS, lengthS] of tones[beep])
      sound(context, hz, context.currentTime + afterS, lengthS);
  }
}

function sound(context: AudioContext, hz: number, at: number, lengthS: number): void {
  const tone = context.createOscillator();
  const gain = context.createGain();
  tone.frequency.value = hz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(volume, at + 0.01);
  gain.gain.linearRampToValueAtTime(0, at + lengthS);
  tone.connect(gain).connect(context.destination);
  tone.start(at);
  tone.stop(at + lengthS);
}
