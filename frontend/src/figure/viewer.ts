/** What the lazy chunk offers: a body from its file, and a scene on a canvas. */
import { Body } from "./body";
import { readBody } from "./body_file";
import { FigureScene } from "./figure_scene";
import type { Look } from "./look";
import bodyAddress from "../../../src/hipwise/figure/generated/body.glb?url";

let body: Promise<Body> | null = null;

/** The body, fetched and read once per page. */
function loadBody(): Promise<Body> {
  body ??= fetch(bodyAddress).then(async (response) => {
    if (!response.ok) throw new Error(`the body ${bodyAddress} answered ${response.status}`);
    return new Body(readBody(await response.arrayBuffer()));
  });
  body.catch(() => (body = null));
  return body;
}

/** A scene on a canvas. Fails where there is no WebGL or the body cannot be fetched. */
export async function openScene(canvas: HTMLCanvasElement, look: Look): Promise<FigureScene> {
  return new FigureScene(canvas, await loadBody(), look);
}

export type { FigureScene };
