/** The count ring on the page: segments for repetitions, one arc for holds and waits. */
import { clockWords } from "../page/clock_words";
import { part, setText } from "../page/part";
import { arcPath, mostSegments, segmentPaths } from "./ring";

const svgNamespace = "http://www.w3.org/2000/svg";

export class RingView {
  private readonly svg = part<SVGSVGElement>("ring-svg");
  private readonly button = part<HTMLButtonElement>("ring");
  private filled: SVGPathElement[] = [];
  private shape = "";

  /** One segment a repetition, filled clockwise; above twenty a plain arc. */
  showCount(done: number, of: number): void {
    if (of > mostSegments) {
      this.showShare(done / of);
    } else {
      this.build(`count ${of}`, segmentPaths(of));
      this.filled.forEach((path, i) => path.classList.toggle("on", i < done));
    }
    this.write(String(done), `of ${of}`);
  }

  /** Seconds held of a hold: the arc grows, the number counts up. */
  showHold(heldS: number, ofS: number): void {
    this.showShare(heldS / ofS);
    this.write(String(Math.floor(heldS)), `of ${ofS} s`);
  }

  /** Seconds left of a wait: the arc empties. */
  showWait(leftS: number, ofS: number, words: string): void {
    this.showShare(ofS > 0 ? leftS / ofS : 0);
    this.write(String(Math.ceil(leftS)), words);
  }

  /** Minutes and seconds left of a long wait: the arc empties. */
  showClock(leftS: number, ofS: number, words: string): void {
    this.showShare(ofS > 0 ? leftS / ofS : 0);
    this.write(clockWords(leftS), words);
  }

  /** A hold whose position is left stands still with a dashed edge. */
  showLost(isLost: boolean): void {
    this.button.classList.toggle("lost", isLost);
  }

  label(text: string): void {
    if (this.button.getAttribute("aria-label") !== text) this.button.setAttribute("aria-label", text);
  }

  /** A figure that grows towards `of`, with words under it. */
  showFigure(figure: number, of: number, words: string): void {
    this.showShare(of > 0 ? figure / of : 0);
    this.write(String(figure), words);
  }

  private showShare(share: number): void {
    this.build("arc", [arcPath(1)]);
    const path = this.filled[0];
    path?.classList.add("arc");
    path?.setAttribute("d", arcPath(Math.min(1, share)));
  }

  private build(shape: string, paths: readonly string[]): void {
    if (shape === this.shape) return;
    this.shape = shape;
    this.svg.replaceChildren(...paths.map((d) => draw(d, "empty")));
    this.filled = paths.map((d) => draw(d, "filled"));
    this.svg.append(...this.filled);
  }

  private write(figure: string, of: string): void {
    const count = part("count");
    setText(count, figure);
    count.classList.toggle("long", figure.length > 2);
    setText(part("of"), of);
  }
}

function draw(d: string, name: string): SVGPathElement {
  const path = document.createElementNS(svgNamespace, "path");
  path.setAttribute("d", d);
  path.setAttribute("class", name);
  return path;
}
