/** "Like this, not like this": the movement done well and done with a fault, in step beside each other. */
import { Playback } from "../clip/playback";
import { iconAddress } from "../icons";
import { part, parts, setText } from "../page/part";
import { passFrames } from "../session/frames";
import { readTempo } from "../session/tempo";
import { shownTempo } from "./figure_player";
import { FigureView } from "./figure_view";
import { wantsLessMotion } from "./reduced_motion";

export class FaultCompare {
  private readonly view: FigureView;
  private readonly mark: HTMLElement;
  private playback: Playback | null = null;

  constructor(private readonly root: HTMLElement) {
    this.view = new FigureView(part("stage", root), { side: 0.06, top: 0.14, bottom: 0.05 });
    this.mark = part("fault-mark", root);
  }

  /** Once the reader comes near, show the first fault; before that nothing is fetched. */
  start(): void {
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        void this.open();
      },
      { rootMargin: "200px" },
    );
    seen.observe(this.root);
  }

  private async open(): Promise<void> {
    const buttons = parts<HTMLButtonElement>("fault", this.root);
    const first = buttons[0];
    if (!first) return;
    part("fault-stage", this.root).hidden = false;
    await this.show(first);
    if (this.view.shown !== "figure") {
      part("fault-stage", this.root).hidden = true; // The list of faults in words stays.
      return;
    }
    for (const button of buttons) {
      button.hidden = false;
      button.addEventListener("click", () => void this.show(button));
    }
    part("fault-pause", this.root).addEventListener("click", () => this.toggle());
    passFrames((passedS) => {
      this.pass(passedS);
      return true;
    });
  }

  private async show(button: HTMLButtonElement): Promise<void> {
    const { clip } = this.root.dataset;
    const wrong = button.dataset["fault"];
    if (!clip || !wrong) return;
    await this.view.show([clip, wrong], { start: "", end: "" });
    if (!this.view.clip || this.view.shown !== "figure") return;
    const wasPlaying = this.playback?.isPlaying ?? true;
    const tempo = readTempo(this.root.dataset["tempo"] ?? "") ?? this.view.clip.tempo;
    this.playback = new Playback(this.view.clip, shownTempo(tempo), wantsLessMotion);
    if (!wasPlaying) this.playback.goTo(this.view.clip.timeAt("out", 1));
    setText(part("fault-name", this.root), button.dataset["name"] ?? "");
    for (const other of parts("fault", this.root))
      other.setAttribute("aria-pressed", String(other === button));
  }

  private pass(passedS: number): void {
    if (!this.playback || !this.view.clip) return;
    this.playback.pass(passedS);
    this.view.draw(this.playback.timeS);
    this.view.showMark(this.mark, 1);
  }

  private toggle(): void {
    const { playback } = this;
    if (!playback) return;
    if (playback.isPlaying) playback.pause();
    else playback.play();
    const button = part("fault-pause", this.root);
    button.setAttribute("aria-label", playback.isPlaying ? "Pause both figures" : "Play both figures");
    button.querySelector("use")?.setAttribute("href", iconAddress(playback.isPlaying ? "pause" : "play"));
  }
}
