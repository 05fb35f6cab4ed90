/** Turns the figure by finger, mouse and arrow keys. A finger that moves up or down scrolls the page. */
import type { Orbit } from "../clip/orbit";

const degreesAPixel = 0.45;
const degreesAKey = 12;
/** A wheel with the control key held, or two fingers on a touch pad (share a pixel). */
const zoomAPixel = 0.004;
const nearest = 3;

export function connectOrbit(canvas: HTMLElement, orbit: Orbit, view: { nearer: number }): void {
  let last: { x: number; y: number } | null = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary) return;
    last = { x: event.clientX, y: event.clientY };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last || !event.isPrimary) return;
    const up = event.pointerType === "touch" ? 0 : (event.clientY - last.y) * degreesAPixel;
    orbit.turn((last.x - event.clientX) * degreesAPixel, up);
    last = { x: event.clientX, y: event.clientY };
  });
  for (const name of ["pointerup", "pointercancel"] as const)
    canvas.addEventListener(name, () => (last = null));
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      view.nearer = Math.min(nearest, Math.max(1, view.nearer * Math.exp(-event.deltaY * zoomAPixel)));
    },
    { passive: false },
  );
  canvas.addEventListener("keydown", (event) => {
    const turn = keyTurns[event.key];
    if (!turn || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    orbit.turn(...turn);
  });
}

const keyTurns: Record<string, [number, number]> = {
  ArrowLeft: [-degreesAKey, 0],
  ArrowRight: [degreesAKey, 0],
  ArrowUp: [0, degreesAKey],
  ArrowDown: [0, -degreesAKey],
};
