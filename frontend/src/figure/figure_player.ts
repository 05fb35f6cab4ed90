/** A figure that plays by itself on a page: plays, pauses, slows down, steps, turns, and says where it is. */
import type { ViewName } from "../clip/clip_file";
import { Playback } from "../clip/playback";
import { iconAddress } from "../icons";
import { part, parts, setText } from "../page/part";
import { passFrames } from "../session/frames";
import { readTempo, type Tempo } from "../session/tempo";
import { FigureView, type Stills } from "./figure_view";
import { wantsLessMotion } from "./reduced_motion";

/** A long hold is shown shortened (seconds). */
const longestHoldShownS = 4;
const scrubSteps = 1000;
const speedWords: Record<number, string> = { 1: "1×", 0.5: "½×", 0.25: "¼×" };
const speedNames: Record<number, string> = { 1: "normal", 0.5: "half", 0.25: "quarter" };

export class FigurePlayer {
  private readonly view: FigureView;
  private playback: Playback | null = null;

  constructor(private readonly root: HTMLElement) {
    this.view = new FigureView(part("stage", root), { side: 0.05, top: 0.1, bottom: 0.16 });
  }

  /** `moment` (0 to 1) stands at that place of the repetition instead of playing. */
  async start(moment: number | null): Promise<void> {
    const { clip: address, start, end } = this.root.dataset;
    if (!address) return;
    const stills: Stills = { start: start ?? "", end: end ?? "" };
    await this.view.show([address], stills);
    const { clip } = this.view;
    if (!clip) return; // The still drawing stays: that is all a page without its clip needs.
    this.playback = new Playback(
      clip,
      shownTempo(readTempo(this.root.dataset["tempo"] ?? "") ?? clip.tempo),
      () => wantsLessMotion(),
    );
    if (moment !== null) this.playback.scrub(moment);
    this.connect(this.playback);
    this.showPlaying();
    passFrames((passedS) => {
      this.playback!.pass(passedS);
      this.draw();
      return true;
    });
  }

  private connect(playback: Playback): void {
    const { root } = this;
    for (const control of parts("figure-controls", root)) control.hidden = false;
    part("figure-pause", root).addEventListener("click", () => this.toggle());
    part("figure-speed", root).addEventListener("click", () => {
      const speed = playback.slowDown();
      const button = part("figure-speed", root);
      setText(button, speedWords[speed]!);
      button.setAttribute("aria-label", `${speedWords[speed]!}, ${speedNames[speed]!} speed`);
    });
    for (const button of parts("figure-step", root))
      button.addEventListener("click", () => {
        playback.step(button.dataset["figureStep"] === "-1" ? -1 : 1);
        this.showPlaying();
      });
    part<HTMLInputElement>("figure-scrub", root).addEventListener("input", (event) => {
      playback.scrub((event.target as HTMLInputElement).valueAsNumber / scrubSteps);
      this.showPlaying();
    });
    this.showLimit();
    for (const views of parts("figure-views", root)) views.hidden = this.view.shown !== "figure";
    for (const button of parts("figure-view", root))
      button.addEventListener("click", () => this.view.lookFrom(button.dataset["figureView"] as ViewName));
    for (const button of parts<HTMLButtonElement>("figure-side", root))
      button.addEventListener("click", () => void this.showSide(button));
  }

  private showLimit(): void {
    const isDrawn = this.view.shown === "figure" && this.view.clip?.file.limit !== null;
    part("figure-limit", this.root).hidden = !isDrawn;
  }

  /** The other side does the same movement at the same place in it. */
  private async showSide(button: HTMLButtonElement): Promise<void> {
    const { figureSide: clip, start, end, working, words } = button.dataset;
    await this.view.show([clip ?? ""], { start: start ?? "", end: end ?? "" });
    if (!this.view.clip || !this.playback) return;
    this.playback.clip = this.view.clip;
    this.showLimit();
    part("side", this.root).className = `side large ${working ?? "both"}`;
    setText(part("side-words", this.root), words ?? "");
    for (const other of parts("figure-side", this.root))
      other.setAttribute("aria-pressed", String(other === button));
  }

  private toggle(): void {
    const { playback } = this;
    if (!playback) return;
    if (playback.isPlaying) playback.pause();
    else playback.play();
    this.showPlaying();
  }

  private showPlaying(): void {
    const isPlaying = this.playback?.isPlaying ?? false;
    const button = part("figure-pause", this.root);
    button.setAttribute("aria-label", isPlaying ? "Pause the figure" : "Play the figure");
    button.querySelector("use")?.setAttribute("href", iconAddress(isPlaying ? "pause" : "play"));
  }

  private draw(): void {
    const { playback, root } = this;
    if (!playback) return;
    const { timeS } = playback;
    this.view.draw(timeS);
    const moment = playback.clip.moment(playback.clip.momentAt(timeS));
    const isStill = !playback.isPlaying || wantsLessMotion();
    // While it plays the words change too often to be read out.
    part("figure-caption", root).setAttribute("aria-live", isStill ? "polite" : "off");
    setText(part("figure-word", root), isStill ? moment.name : playback.clip.wordAt(timeS));
    setText(part("figure-text", root), isStill ? moment.text : (root.dataset["breathing"] ?? ""));
    const scrub = part<HTMLInputElement>("figure-scrub", root);
    const value = Math.round(playback.share * scrubSteps);
    if (scrub.valueAsNumber !== value) {
      scrub.value = String(value);
      scrub.setAttribute("aria-valuetext", moment.name);
    }
  }
}

/** The tempo as a page shows it: a long hold is cut short. */
export function shownTempo(tempo: Tempo): Tempo {
  return { ...tempo, holdS: Math.min(tempo.holdS, longestHoldShownS) };
}
