/** A loop on the page of an exercise: plays at the prescribed tempo, pauses by button. */
import { iconAddress } from "../icons";
import { part } from "../page/part";
import { passFrames } from "../session/frames";
import { beatAt, readTempo, type Tempo } from "../session/tempo";
import type { LoopView } from "./loop_view";
import { stepS, wantsLessMotion } from "./reduced_motion";

/** Shown when no tempo is prescribed (seconds). It shows the movement and prescribes nothing. */
const showingTempo: Tempo = { outS: 2, holdS: 1, backS: 2 };
/** A long hold is shown shortened (seconds). */
const longestHoldShownS = 4;

export class ExerciseLoop {
  private readonly view: LoopView;
  private readonly tempo: Tempo;
  private readonly pause: HTMLButtonElement;
  private isPlaying = true;
  private elapsedS = 0;

  constructor(stage: HTMLElement, makeView: (svg: SVGSVGElement) => LoopView) {
    const still = part<HTMLImageElement>("still", stage);
    const svg = part<SVGSVGElement>("loop", stage);
    this.view = makeView(svg);
    svg.toggleAttribute("hidden", false);
    still.hidden = true;
    const tempo = readTempo(stage.dataset["tempo"] ?? "") ?? showingTempo;
    this.tempo = { ...tempo, holdS: Math.min(tempo.holdS, longestHoldShownS) };
    this.pause = part<HTMLButtonElement>("loop-pause", stage);
    this.pause.hidden = false;
    this.pause.addEventListener("click", () => this.toggle());
  }

  start(): void {
    passFrames((passedS) => {
      if (this.isPlaying) this.elapsedS += passedS;
      this.draw();
      return true;
    });
  }

  private draw(): void {
    const { loop } = this.view;
    if (wantsLessMotion()) {
      this.view.show(Math.floor(this.elapsedS / stepS) % 2 ? loop.frameAt("hold", 0) : 0);
      return;
    }
    const beat = beatAt(this.tempo, this.elapsedS);
    this.view.show(loop.frameAt(beat.part, beat.share));
  }

  private toggle(): void {
    this.isPlaying = !this.isPlaying;
    this.pause.setAttribute("aria-label", this.isPlaying ? "Pause the figure" : "Play the figure");
    this.pause.querySelector("use")?.setAttribute("href", iconAddress(this.isPlaying ? "pause" : "play"));
  }
}
