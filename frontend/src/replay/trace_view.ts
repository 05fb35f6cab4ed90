/** The chart of the set: a line through all lanes where the replay is; a press goes there. */
import { indexAt, type ReplayData } from "./replay_data";

const svgSpace = "http://www.w3.org/2000/svg";

/** The chart's own scale, as the server wrote it: places in the drawing, seconds and degrees. */
const scaleNames = ["left", "right", "start", "end", "top", "bottom", "low", "high"] as const;
type Scale = Record<(typeof scaleNames)[number], number>;

export class TraceView {
  private readonly svg: SVGSVGElement;
  private readonly scale: Scale;
  private readonly line = document.createElementNS(svgSpace, "line");
  private readonly dot = document.createElementNS(svgSpace, "circle");

  constructor(
    frame: HTMLElement,
    private readonly data: ReplayData,
    seek: (timeS: number) => void,
  ) {
    this.svg = frame.querySelector("svg")!;
    const { dataset } = this.svg;
    this.scale = Object.fromEntries(scaleNames.map((name) => [name, Number(dataset[name])])) as Scale;
    this.line.setAttribute("class", "trace-now");
    this.dot.setAttribute("class", "trace-now-dot");
    this.dot.setAttribute("r", "6");
    this.line.setAttribute("y1", "6");
    this.line.setAttribute("y2", String(this.svg.viewBox.baseVal.height - 20));
    this.svg.append(this.line, this.dot);
    let isHeld = false;
    const goTo = (event: PointerEvent) => seek(this.timeAt(event.clientX));
    this.svg.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary || event.button !== 0) return;
      isHeld = true;
      this.svg.setPointerCapture(event.pointerId);
      goTo(event);
    });
    this.svg.addEventListener("pointermove", (event) => isHeld && goTo(event));
    for (const name of ["pointerup", "pointercancel"] as const)
      this.svg.addEventListener(name, () => (isHeld = false));
  }

  show(timeS: number): void {
    const x = this.x(timeS).toFixed(1);
    this.line.setAttribute("x1", x);
    this.line.setAttribute("x2", x);
    const value = this.data.values[indexAt(this.data.times_s, timeS)] ?? null;
    const { low, high, top, bottom } = this.scale;
    const share = value === null ? NaN : (value - low) / (high - low);
    // Outside the scale the chart draws no line, either.
    const isShown = share >= -0.2 && share <= 1.2;
    this.dot.setAttribute("visibility", isShown ? "visible" : "hidden");
    if (!isShown) return;
    this.dot.setAttribute("cx", x);
    this.dot.setAttribute("cy", (bottom - (bottom - top) * Math.min(1, Math.max(0, share))).toFixed(1));
  }

  private x(timeS: number): number {
    const { left, right, start, end } = this.scale;
    return left + ((right - left) * (timeS - start)) / Math.max(1e-6, end - start);
  }

  private timeAt(clientX: number): number {
    const { left: edge, width } = this.svg.getBoundingClientRect();
    const x = ((clientX - edge) / width) * this.svg.viewBox.baseVal.width;
    const { left, right, start, end } = this.scale;
    return start + ((end - start) * (x - left)) / (right - left);
  }
}
