/** The stage of the player: the still first, then the loop in step with the tempo; side tag and captions. */
import { Loop } from "../figure/loop";
import { fetchLoop, LoopView } from "../figure/loop_view";
import { stepS, wantsLessMotion } from "../figure/reduced_motion";
import { part, setText } from "../page/part";
import type { TodayItem } from "../today/document";
import type { SessionStep } from "./session_step";
import type { Beat } from "./tempo";

/** Shown during get-ready and rest (seconds): a slow preview of the movement. */
const previewS = { out: 2, hold: 1, back: 2 };

export class StageView {
  private readonly still = part<HTMLImageElement>("still", part("stage"));
  private readonly svg = part<SVGSVGElement>("loop", part("stage"));
  private view: LoopView | null = null;
  private address = "";
  private share = 1;

  /** Show this item, working on this side. A loop that cannot be fetched leaves the still. */
  async show(item: TodayItem, step: SessionStep, sideWords: string): Promise<void> {
    this.share = item.range_share > 0 ? Math.min(1, step.range_share / item.range_share) : 1;
    this.showSide(step, sideWords);
    const address = loopAddress(item, step);
    if (address === this.address) return;
    this.address = address;
    this.view = null;
    this.still.src = item.figure.start;
    this.still.hidden = false;
    this.svg.setAttribute("hidden", "");
    const file = await fetchLoop(address).catch(() => null);
    if (!file || address !== this.address) return;
    this.view = new LoopView(this.svg, new Loop(file));
    setText(part("loop-title", this.svg), `The figure shows ${item.name.toLowerCase()}, ${sideWords}`);
    this.svg.removeAttribute("hidden");
    this.still.hidden = true;
  }

  /** The figure at a beat of the set. */
  draw(beat: Beat): void {
    if (!this.view) return;
    const { loop } = this.view;
    if (wantsLessMotion())
      this.drawStep(beat.part === "out" && beat.share === 0 ? 0 : performance.now() / 1000);
    else this.view.show(loop.frameAt(beat.part, beat.share, this.share));
  }

  /** The movement as a preview, `elapsedS` seconds into it. */
  preview(elapsedS: number): void {
    if (!this.view) return;
    if (wantsLessMotion()) {
      this.drawStep(elapsedS);
      return;
    }
    const cycleS = previewS.out + previewS.hold + previewS.back;
    const inCycleS = elapsedS % cycleS;
    const { loop } = this.view;
    if (inCycleS < previewS.out) this.view.show(loop.frameAt("out", inCycleS / previewS.out, this.share));
    else if (inCycleS < previewS.out + previewS.hold) this.view.show(loop.frameAt("hold", 0, this.share));
    else
      this.view.show(
        loop.frameAt("back", (inCycleS - previewS.out - previewS.hold) / previewS.back, this.share),
      );
  }

  /** What the patient hears at a beat: the movement's own word. */
  wordAt(beat: Beat): string {
    const loop = this.view?.loop;
    return loop && beat.part !== "hold" ? loop.wordAt(loop.frameAt(beat.part, beat.share, this.share)) : "";
  }

  private drawStep(elapsedS: number): void {
    const isEnd = Math.floor(elapsedS / stepS) % 2 === 1;
    const loop = this.view?.loop;
    if (loop) this.view?.show(isEnd ? loop.frameAt("hold", 0, this.share) : 0);
    const caption = part("caption");
    caption.hidden = false;
    setText(caption, isEnd ? "End position" : "Start position");
  }

  private showSide(step: SessionStep, words: string): void {
    const tag = part("side", part("stage"));
    tag.className = `side large ${step.side ?? "both"}`;
    setText(part("side-words", tag), words);
  }
}

/** Both sides are shown on the right one. */
function loopAddress(item: TodayItem, step: SessionStep): string {
  const { loop } = item.figure;
  return loop[step.side ?? "both"] ?? loop.right ?? loop.left ?? loop.both ?? "";
}
