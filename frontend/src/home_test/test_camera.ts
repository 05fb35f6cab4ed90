/** The camera beside a home test: it waits for the start position, reads the trial, and proposes a number. */
import { CameraPart, type BeforeCamera } from "../camera/camera_part";
import type { GuideEnd } from "../camera/camera_sheet";
import type { Core } from "../core/core";
import type { Moment } from "../core/message";
import type { Side } from "../log/entry";
import type { TestCameraDocument } from "./document";
import { TrialReading } from "./trial_reading";

export interface TestCameraWays {
  /** The guide was opened: the test waits. */
  guiding(): void;
  /** The guide was closed; the person goes to their place now, or stays with the phone. */
  guided(how: GuideEnd): void;
  /** The person stands where the trial begins. */
  inPlace(): void;
  /** The position is held for so long by now (seconds). */
  held(seconds: number): void;
  /** So many repetitions were counted by now. */
  counted(repetitions: number): void;
  /** The camera saw the hold end. */
  ended(): void;
  /** The camera went off, for whatever reason. */
  lost(): void;
  pain(): void;
}

export class TestCamera {
  private readonly part: CameraPart;
  private reading: TrialReading | null = null;
  private isWaiting = false;
  private isReading = false;

  constructor(
    core: Core,
    private readonly camera: TestCameraDocument,
    private readonly halfCounts: boolean,
    private readonly ways: TestCameraWays,
  ) {
    this.part = new CameraPart(core, false, {
      moment: (moment) => this.take(moment),
      lost: () => this.lost(),
      guiding: () => this.guiding(),
      guided: (how) => this.ways.guided(how),
      pain: () => this.ways.pain(),
      recorded: () => undefined, // Nothing of a test is kept but its numbers.
    });
  }

  get isOn(): boolean {
    return this.part.isOn;
  }

  /** The number that the camera proposes for the trial; null where it could not measure it. */
  get proposed(): number | null {
    return this.reading?.value ?? null;
  }

  /** Did it watch this trial, whether or not it has a number? */
  get hasWatched(): boolean {
    return this.reading !== null;
  }

  /** A turn waits: from now on its start position begins it, when the camera is on. */
  waitFor(side: Side): void {
    this.reading = null;
    this.part.stepBegan(this.sceneOf(side), true);
    this.isWaiting = this.isOn;
  }

  /** The long tone: the trial is read from here on. */
  begin(): void {
    this.isWaiting = false;
    this.isReading = this.isOn;
    const rule = { reads: this.camera.reads, halfCounts: this.halfCounts };
    this.reading = this.isOn ? new TrialReading(rule, this.part.moment) : null;
  }

  /** The trial is over: what is seen from now on belongs to none. */
  endTrial(): void {
    if (this.isReading) this.reading?.end();
    this.isReading = false;
  }

  turnOff(): void {
    this.part.turnOff();
  }

  private take(moment: Moment): void {
    if (this.isWaiting && moment.sight === "going") {
      this.isWaiting = false;
      this.ways.inPlace();
    }
    const { reading } = this;
    if (!reading || !this.isReading) return;
    const before = reading.value;
    reading.take(moment);
    if (this.camera.reads === "count" && reading.value && reading.value !== before)
      this.ways.counted(reading.value);
    if (reading.isHeld) this.ways.held(reading.value ?? 0);
    if (reading.isOver) this.ways.ended();
  }

  private guiding(): void {
    this.leaveTrial();
    this.ways.guiding();
  }

  private lost(): void {
    this.leaveTrial();
    this.ways.lost();
  }

  /** A trial that goes on is not read any more; the number of one that is over stays. */
  private leaveTrial(): void {
    this.isWaiting = false;
    if (this.isReading) this.reading = null;
    this.isReading = false;
  }

  private sceneOf(side: Side): BeforeCamera {
    const { exercise, place, stills } = this.camera;
    return { exercise, side, rangeShare: 1, place, still: stills[side] ?? "" };
  }
}
