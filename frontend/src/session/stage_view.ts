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
  private right = "";
  private item: TodayItem | null = null;
  private label = "";
  /** The fault that stands beside the right movement, by its code; "" without one. */
  private fault = "";

  /** Fetch what the session will show, so that it goes on where the connection ends. Failures do no harm. */
  prepare(items: readonly TodayItem[]): void {
    for (const address of items.flatMap(({ figure }) => Object.values(figure.clip)))
      fetchClip(address).catch(() => undefined);
  }

  /** Show this item, working on this side. A figure that cannot be fetched leaves the still. */
  async show(item: TodayItem, step: SessionStep, sideWords: string): Promise<void> {
    this.item = item;
    this.right = clipAddress(item, step);
    this.showFaultWords("");
    this.share = item.range_share > 0 ? Math.min(1, step.range_share / item.range_share) : 1;
    this.showSide(step, sideWords);
    this.label = `The figure shows ${item.name.toLowerCase()}, ${sideWords}`;
    part("canvas", part("stage")).setAttribute("aria-label", this.label);
    await this.view.show([this.right], item.figure);
  }

  /** Fetch the faults of an exercise that is watched, so that they are there when one is spoken of. */
  prepareFaults(item: TodayItem, step: SessionStep): void {
    const right = clipAddress(item, step);
    for (const code of Object.keys(item.figure.faults ?? {}))
      fetchClip(faultAddress(right, code)).catch(() => undefined);
  }

  /** This fault beside the right movement, with the place marked; "" the right movement alone again. */
  async showFault(code: string): Promise<void> {
    const { item, right } = this;
    // Drawings stand alone; the sentence says it.
    if (this.fault && this.view.shown !== "figure") this.showFaultWords("");
    if (!item || code === this.fault || (code && !item.figure.faults?.[code])) return;
    if (this.view.shown !== "figure") return;
    this.showFaultWords(code);
    await this.view.show(code ? [right, faultAddress(right, code)] : [right], item.figure);
    if (this.view.clip || this.fault !== code || this.right !== right) return;
    this.showFaultWords("");
    await this.view.show([right], item.figure);
  }

  /** The figure at a beat of the set. */
  draw(beat: Beat): void {
    if (wantsLessMotion())
      this.drawStill(beat.part === "out" && beat.share === 0 ? 0 : performance.now() / 1000);
    else this.view.draw(this.view.clip?.timeOf(beat, this.share) ?? 0);
    this.showMark();
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

  private showFaultWords(code: string): void {
    this.fault = code;
    const stage = part("stage");
    stage.toggleAttribute("data-compares", code !== "");
    for (const name of ["like", "unlike"]) part(name, stage).hidden = code === "";
    part("fault-mark", stage).hidden = true;
    const wrong = this.item?.figure.faults?.[code];
    const more = wrong ? `, and beside it: ${wrong.toLowerCase()}` : "";
    part("canvas", stage).setAttribute("aria-label", this.label + more);
  }

  /** The ring and its arrow follow the part of the body that goes wrong. */
  private showMark(): void {
    const mark = part("fault-mark", part("stage"));
    if (this.fault && this.view.clip) this.view.showMark(mark, 1);
    else mark.hidden = true;
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

function faultAddress(right: string, code: string): string {
  return `${right}&fault=${code}`;
}
