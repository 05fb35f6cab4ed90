/** How figures share a canvas: beside each other or one above the other. Imports neither the page nor the renderer. */

export type Layout = "columns" | "rows";

export interface Cell {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The layout in which a figure of this shape (width by height) is larger. */
export function layoutFor(count: number, width: number, height: number, figureAspect: number): Layout {
  const scale = (w: number, h: number) => Math.min(w / figureAspect, h);
  return scale(width / count, height) >= scale(width, height / count) ? "columns" : "rows";
}

/** One figure's part of the canvas, from its lower left corner; the first is left, or above. */
export function cellOf(index: number, count: number, layout: Layout, width: number, height: number): Cell {
  if (layout === "columns") return { x: (index * width) / count, y: 0, width: width / count, height };
  return { x: 0, y: ((count - 1 - index) * height) / count, width, height: height / count };
}
