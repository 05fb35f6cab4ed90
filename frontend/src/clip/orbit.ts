/** The direction from which a reader looks, turned by hand. Imports neither the page nor the renderer. */
import type { Triple } from "./clip_file";

/** Never quite from straight above or below, where left and right would flip (degrees). */
const steepestDeg = 84;
/** Not from under the floor (degrees). */
const lowestDeg = -4;

export class Orbit {
  private azimuthDeg = 0;
  private elevationDeg = 0;

  constructor(from: Triple) {
    this.lookFrom(from);
  }

  lookFrom([x, y, z]: Triple): void {
    this.azimuthDeg = (Math.atan2(x, z) * 180) / Math.PI;
    this.elevationDeg = clamp((Math.atan2(y, Math.hypot(x, z)) * 180) / Math.PI);
  }

  /** Degrees to the left (the body turns with the hand) and up. */
  turn(aroundDeg: number, upDeg: number): void {
    this.azimuthDeg += aroundDeg;
    this.elevationDeg = clamp(this.elevationDeg + upDeg);
  }

  get from(): Triple {
    const azimuth = (this.azimuthDeg * Math.PI) / 180;
    const elevation = (this.elevationDeg * Math.PI) / 180;
    return [
      Math.sin(azimuth) * Math.cos(elevation),
      Math.sin(elevation),
      Math.cos(azimuth) * Math.cos(elevation),
    ];
  }
}

function clamp(elevationDeg: number): number {
  return Math.min(steepestDeg, Math.max(lowestDeg, elevationDeg));
}
