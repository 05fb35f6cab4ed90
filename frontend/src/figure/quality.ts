/** How much the machine can draw. Imports neither the page nor the renderer. */

export interface Quality {
  /** Canvas pixels per CSS pixel, at most. */
  pixelRatio: number;
  /** Width of the shadow's picture; 0 for no shadow. */
  shadowPixels: number;
  /** Share of the canvas' size that is drawn; the browser enlarges it. */
  scale: number;
  antialias: boolean;
}

export const fullQuality: Quality = { pixelRatio: 2, shadowPixels: 384, scale: 1, antialias: true };
export const lightQuality: Quality = { pixelRatio: 1, shadowPixels: 0, scale: 0.85, antialias: false };

/** Renderers that compute pictures on the processor. */
const software = /swiftshader|llvmpipe|software|softpipe|basic render/i;

export function isSoftware(renderer: string): boolean {
  return software.test(renderer);
}

/** Below this the figure is not a movement any more: the drawing is shown (frames a second). */
const leastFps = 8;
/** Below this the light shading is chosen (frames a second). */
const smoothFps = 20;
/** Frames that are looked at; the first ones compile shaders. */
const warmUp = 3;
const measured = 10;

/** Watches the first frames and says what to do. */
export class FrameWatch {
  private readonly spansS: number[] = [];

  /** A frame took so long (seconds). The verdict once enough frames were seen, null before. */
  add(spanS: number): "keep" | "lighten" | "give up" | null {
    this.spansS.push(spanS);
    if (this.spansS.length !== warmUp + measured) return null;
    const spans = this.spansS.slice(warmUp).sort((a, b) => a - b);
    const fps = 1 / Math.max(1e-3, spans[Math.floor(spans.length / 2)]!);
    if (fps < leastFps) return "give up";
    return fps < smoothFps ? "lighten" : "keep";
  }
}
