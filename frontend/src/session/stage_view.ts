/** The stage of the player: the still first, then the figure in step with the tempo; side tag and captions. */
import { FigureView } from "../figure/figure_view";
import { fetchClip } from "../clip/clip_file";
import { stillS } from "../clip/playback";
import { wantsLessMotion } from "../figure/reduced_motion";
import { part, setText } from "../page/part";
import type { TodayItem } from "../today/document";
import type { SessionStep } from "./session_step";
import { beatAt, type Beat, type Tempo } from "./tempo";

/** Shown during get-ready and rest (seconds): a slow preview of the movement. */
const previewTempo: Tempo = { outS: 2, holdS: 1, backS: 2 };

export class StageView {
  private readonly view = new FigureView(part("stage"), { side: 0.04, top: 0.13, bottom: 0.06 });
  private share = 1;

  /** Fetch what the session will show, so that it goes on where the connection ends. Failures do no harm. */
  prepare(items: readonly TodayItem[]): void {
    for (const address of items.flatMap(({ figure }) => Object.values(figure.clip)))
      fetchClip(address).catch(() => undefined);
  }

  /** Show this item, working on this side. A figure that cannot be fetched leaves the still. */
  async show(item: TodayItem, step: SessionStep, sideWords: string): Promise<void> {
    this.share = item.range_share > 0 ? Math.min(1, step.range_share / item.range_share) : 1;
    this.showSide(step, sideWords);
    const label = `The figure shows ${item.name.toLowerCase()}, ${sideWords}`;
    part("canvas", part("stage")).setAttribute("aria-label", label);
    await this.view.show([clipAddress(item, step)], item.figure);
  }

  /** The figure at a beat of the set. */
  draw(beat: Beat): void {
    if (wantsLessMotion())
      this.drawStill(beat.part === "out" && beat.share === 0 ? 0 : performance.now() / 1000);
    else this.view.draw(this.view.clip?.timeOf(beat, this.share) ?? 0);
  }

  /** The movement as a preview, `elapsedS` seconds into it. */
  preview(elapsedS: number): void {
    if (wantsLessMotion()) this.drawStill(elapsedS);
    else this.draw(beatAt(previewTempo, elapsedS));
  }

  /** What the patient hears at a beat: the movement's own word. */
  wordAt(beat: Beat): string {
    const { clip } = this.view;
    return clip && beat.part !== "hold" ? clip.wordAt(clip.timeAt(beat.part, beat.share)) : "";
  }

  private drawStill(elapsedS: number): void {
    const { clip } = this.view;
    if (!clip) return;
    const moment = clip.moment(Math.floor(elapsedS / stillS));
    const { part: at, share } = clip.partAt(moment.t_s);
    this.view.draw(this.share < 1 ? clip.timeAt(at, share, this.share) : moment.t_s);
    const caption = part("caption");
    caption.hidden = false;
    setText(caption, moment.name);
  }

  private showSide(step: SessionStep, words: string): void {
    const tag = part("side", part("stage"));
    tag.className = `side large ${step.side ?? "both"}`;
    setText(part("side-words", tag), words);
  }
}

/** Both sides are shown on the right one. */
function clipAddress(item: TodayItem, step: SessionStep): string {
  const { clip } = item.figure;
  return clip[step.side ?? "both"] ?? clip.right ?? clip.left ?? clip.both ?? "";
}
