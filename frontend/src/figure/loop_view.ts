/** Puts a loop into an <svg> of the page: the shapes once, then only their `d` attributes change. */
import { Loop, type LoopFile } from "./loop";

const svgNamespace = "http://www.w3.org/2000/svg";

export class LoopView {
  private readonly outlines: { path: SVGPathElement; members: number[] }[] = [];
  private readonly shapes: SVGPathElement[] = [];
  private shown = -1;

  constructor(
    private readonly svg: SVGSVGElement,
    readonly loop: Loop,
  ) {
    this.build(loop.file);
    this.show(0);
  }

  /** Draw a frame; the same frame again costs nothing. */
  show(frame: number): void {
    if (frame === this.shown) return;
    this.shown = frame;
    const paths = this.loop.pathsAt(frame);
    for (const { path, members } of this.outlines)
      path.setAttribute("d", members.map((i) => paths[i]).join(""));
    this.shapes.forEach((shape, i) => shape.setAttribute("d", paths[i]!));
  }

  private build(file: LoopFile): void {
    this.svg.querySelectorAll("g").forEach((old) => old.remove());
    this.svg.setAttribute("viewBox", file.viewBox);
    const drawing = this.add("g", this.svg);
    for (const prop of file.props) {
      this.add("path", drawing, { d: prop.d, fill: prop.fill, stroke: file.propEdge, "stroke-width": "1.5" });
    }
    const ink = {
      fill: file.outline.colour,
      stroke: file.outline.colour,
      "stroke-width": `${file.outline.width}`,
    };
    for (const group of file.groups) {
      const path = this.add("path", drawing, { ...ink, "stroke-linejoin": "round" });
      const first = this.shapes.length;
      const members = group.shapes.flatMap((shape, i) => (shape.outline ? [first + i] : []));
      this.outlines.push({ path, members });
      for (const shape of group.shapes) this.shapes.push(this.add("path", drawing, { fill: shape.fill }));
    }
  }

  private add<K extends "g" | "path">(
    name: K,
    parent: Element,
    attributes: Record<string, string> = {},
  ): SVGElementTagNameMap[K] {
    const element = document.createElementNS(svgNamespace, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  }
}

const files = new Map<string, Promise<LoopFile>>();

/** The loop's file, fetched once per page; the browser keeps it for the next. */
export function fetchLoop(address: string): Promise<LoopFile> {
  let file = files.get(address);
  if (!file) {
    file = fetch(address).then((response) => {
      if (!response.ok) throw new Error(`the figure ${address} answered ${response.status}`);
      return response.json() as Promise<LoopFile>;
    });
    file.catch(() => files.delete(address));
    files.set(address, file);
  }
  return file;
}
