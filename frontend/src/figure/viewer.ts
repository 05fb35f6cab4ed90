/** What the lazy chunk offers: a scene on a canvas, with the body read once per page. */
import { Body } from "./body";
import { readBody } from "./body_file";
import { FigureScene } from "./figure_scene";
import type { Look } from "./look";

let body: Body | null = null;

/** A scene on a canvas, of the body in this file. Throws where there is no WebGL. */
export function openScene(canvas: HTMLCanvasElement, look: Look, bytes: ArrayBuffer): FigureScene {
  body ??= new Body(readBody(bytes));
  return new FigureScene(canvas, body, look);
}

export type { FigureScene };
