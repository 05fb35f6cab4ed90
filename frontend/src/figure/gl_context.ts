/** Opens WebGL on a canvas. Asked before the renderer is made, which would write its failure to the console. */

/** Raises an Error where there is no WebGL: the drawing is shown then. */
export function openContext(canvas: HTMLCanvasElement): WebGL2RenderingContext {
  const context = canvas.getContext("webgl2", {
    alpha: true,
    antialias: true,
    powerPreference: "low-power",
    premultipliedAlpha: true,
  });
  if (!context) throw new Error("there is no WebGL here");
  return context;
}
