/**
 * How far a limb turned, from the phone that lies on it. The phone tells which way is up; the angle between up
 * at zero and up now is the turn, however the phone lies, as long as the limb turns in an upright plane. A turn
 * about the upright axis itself is not seen.
 */
export type Up = readonly [number, number, number];

const radPerDeg = Math.PI / 180;

/** Up in the phone's own axes, from the angles of a DeviceOrientationEvent (degrees). */
export function upOf(betaDeg: number, gammaDeg: number): Up {
  const [beta, gamma] = [betaDeg * radPerDeg, gammaDeg * radPerDeg];
  return [-Math.cos(beta) * Math.sin(gamma), Math.sin(beta), Math.cos(beta) * Math.cos(gamma)];
}

/** The angle between two directions, 0 to 180 degrees. */
export function angleBetween(a: Up, b: Up): number {
  const cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return Math.acos(Math.min(1, Math.max(-1, cosine))) / radPerDeg;
}

export interface TiltState {
  /** Looking for zero, then for the end of the movement. */
  stage: "zero" | "moving" | "held";
  deg: number;
}

/** Less than this has not moved: the limb still rests at zero (degrees). */
const leastTurnDeg = 5;

/** Finds zero when the phone is still, then the angle at which it becomes still again. */
export class TiltMeter {
  private zero: Up | null = null;
  private anchor: { up: Up; atS: number } | null = null;
  private state: TiltState = { stage: "zero", deg: 0 };

  constructor(
    private readonly stillS: number,
    private readonly stillDeg: number,
  ) {}

  /** One reading at that time (seconds). */
  read(up: Up, atS: number): TiltState {
    if (this.state.stage === "held") return this.state;
    const isStill = this.isStill(up, atS);
    if (!this.zero) {
      if (isStill) this.takeZero(up);
      return this.state;
    }
    const deg = angleBetween(this.zero, up);
    const isHeld = isStill && deg >= leastTurnDeg;
    this.state = { stage: isHeld ? "held" : "moving", deg };
    return this.state;
  }

  private takeZero(up: Up): void {
    this.zero = up;
    this.anchor = null;
    this.state = { stage: "moving", deg: 0 };
  }

  /** Has the phone stayed near one direction for long enough? */
  private isStill(up: Up, atS: number): boolean {
    if (!this.anchor || angleBetween(this.anchor.up, up) > this.stillDeg) {
      this.anchor = { up, atS };
      return false;
    }
    return atS - this.anchor.atS >= this.stillS;
  }
}
