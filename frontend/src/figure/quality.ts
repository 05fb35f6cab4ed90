/** How much the machine can draw. Imports neither the page nor the renderer. */

export interface Quality {
  /** Canvas pixels per CSS pixel, at most. */
  pixelRatio: number;
  hasShadow: boolean;
}

/** From the best to the least; a slow machine goes down step by step. */
export const qualities: readonly [Quality, ...Quality[]] = [
  { pixelRatio: 2, hasShadow: true },
  { pixelRatio: 1.3, hasShadow: true },
  { pixelRatio: 1.3, hasShadow: false },
  { pixelRatio: 0.9, hasShadow: false },
];

/** Renderers that compute pictures on the processor. */
const software = /swiftshader|llvmpipe|software|softpipe|basic render/i;

export function isSoftware(renderer: string): boolean {
  return software.test(renderer);
}

/** Below this the figure is not a movement any more: the drawing is shown (frames a second). */
const leastFps = 8;
/** Below this the light shading is chosen (frames a second). */
const smoothFps = 15;
/** Frames that are looked at; the first ones compile shaders. */
const warmUp = 3;
const measured = 10;

/** Watches frames and says what to do. */
export class FrameWatch {
  private spansS: number[] = [];

  /** Where in `qualities` to begin; a renderer on the processor begins lower. */
  constructor(public level: number) {}

  /** A frame took so long (seconds). What changed after enough frames were seen. */
  add(spanS: number): "kept" | "lightened" | "give up" {
    this.spansS.push(spanS);
    if (this.spansS.length < warmUp + measured) return "kept";
    const spans = this.spansS.slice(warmUp).sort((a, b) => a - b);
    this.spansS = [];
    const fps = 1 / Math.max(1e-3, spans[Math.floor(spans.length / 2)]!);
    if (fps >= smoothFps) return "kept";
    if (this.level < qualities.length - 1) {
      this.level += 1;
      return "lightened";
    }
    return fps < leastFps ? "give up" : "kept";
  }
}
