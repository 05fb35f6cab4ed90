/**
 * A set that Python watches. Its memory has room for one frame, into which each is written: nothing is converted
 * on the way, and no object of the bridge is made for a frame.
 */

/** `hipwise.browser.Watching`, kept in Python. */
export interface Watching {
  readonly points: Points;
  readonly observe: Observe;
  /** In base64; empty when none is kept. */
  packet(): string;
  destroy(): void;
}

interface Points {
  getBuffer(type: "f64"): Numbers;
  destroy(): void;
}

/** A window into Python's memory. */
interface Numbers {
  readonly data: Float64Array;
  release(): void;
}

interface Observe {
  (t_s: number, width: number, isAnybody: boolean): string;
  destroy(): void;
}

export class WatchedSet {
  private readonly points: Points;
  private readonly observe: Observe;
  private numbers: Numbers;

  constructor(private readonly watching: Watching) {
    this.points = watching.points;
    this.observe = watching.observe;
    this.numbers = this.points.getBuffer("f64");
  }

  /** What the set says of 33 landmarks (x, y, z, visibility each), or of nobody when there are none. */
  look(t_s: number, landmarks: Float64Array, width: number): string {
    const isAnybody = landmarks.length > 0;
    if (isAnybody) this.write(landmarks);
    return this.observe(t_s, width, isAnybody);
  }

  packet(): string {
    return this.watching.packet();
  }

  destroy(): void {
    this.numbers.release();
    this.observe.destroy();
    this.points.destroy();
    this.watching.destroy();
  }

  private write(landmarks: Float64Array): void {
    // Python's memory moves when it grows, and a window into the old place is empty.
    if (this.numbers.data.length === 0) {
      this.numbers.release();
      this.numbers = this.points.getBuffer("f64");
    }
    const { data } = this.numbers;
    if (landmarks.length !== data.length) {
      throw new RangeError(`expected ${data.length} numbers a frame, found ${landmarks.length}`);
    }
    data.set(landmarks);
  }
}
