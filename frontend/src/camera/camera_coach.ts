/** The camera, the pose model and the Python coach as one: pictures go in, the state of the set comes out. */
import type { Core, CoachAnswer } from "../core/core";
import type { Moment } from "../core/message";
import type { Side } from "../log/entry";
import { Lens, LensError, type Facing, type Trouble } from "./lens";
import { PoseModel, type Body } from "./pose_model";

export type CameraState = "off" | "opening" | "on" | Trouble | "too_old" | "unwatched";

/** What is watched. */
export interface WatchedSet {
  exercise: string;
  side: Side;
  rangeShare: number;
  /** Keep the points for a replay: only with the patient's consent. */
  records: boolean;
}

export interface CameraWays {
  /** The camera went on or off, or why it stays off. */
  changed(state: CameraState): void;
  /** A body, or nobody, was seen. */
  saw(body: Body, widthOverHeight: number): void;
  /** The set stands so. */
  moment(moment: Moment): void;
  /** The points of a set that was kept, by the id of its entry. */
  recorded(entry: string, packet: Uint8Array<ArrayBuffer>): void;
}

export class CameraCoach {
  state: CameraState = "off";
  facing: Facing = "user";
  /** Nobody is watched while the set is paused. */
  isPaused = false;
  private pose: PoseModel | null = null;
  private set = 0;
  private isWatching = false;
  private lastMs = -1;
  /** The latest row of pictures; an earlier one ends. */
  private row = 0;
  private readonly lens = new Lens(() => this.turnOff("busy"));

  constructor(
    private readonly core: Core,
    private readonly ways: CameraWays,
  ) {
    core.coachSaid = (answer) => this.hear(answer);
  }

  get isOn(): boolean {
    return this.state === "on" || this.state === "opening";
  }

  get isMirrored(): boolean {
    return this.facing === "user";
  }

  get video(): HTMLVideoElement {
    return this.lens.video;
  }

  /** Ask for the camera and load the model. What goes wrong is told as a state. */
  async turnOn(facing: Facing = this.facing): Promise<void> {
    this.facing = facing;
    this.show("opening");
    this.pose ??= this.loadPose();
    try {
      if (!(await this.lens.open(facing))) return;
    } catch (error) {
      this.turnOff(error instanceof LensError ? error.trouble : "busy");
      return;
    }
    if (this.pose?.isReady) this.show("on");
    this.passPictures();
  }

  /** The light goes out at once; what was counted stays with whoever counted it. */
  turnOff(state: CameraState = "off"): void {
    this.lens.shut();
    this.end();
    this.pose?.dispose();
    this.pose = null;
    this.show(state);
  }

  /** No set is under way: time to get another pose model, where one suits this machine better. */
  rest(): void {
    this.pose?.prepare();
  }

  /** From now on this set is watched. */
  watch({ exercise, side, rangeShare, records }: WatchedSet): void {
    this.set += 1;
    this.isWatching = true;
    this.pose?.suitMachine();
    this.core.tellCoach({
      kind: "watch",
      set: this.set,
      payload: { exercise, side, range_share: rangeShare, records, model: this.pose?.weight ?? "lite" },
    });
  }

  /** The set is over, or is counted otherwise. With the id of its entry its points are kept, if they may. */
  end(entry?: string): void {
    const kept = entry === undefined ? {} : { entry };
    if (this.isWatching) this.core.tellCoach({ kind: "end", set: this.set, ...kept });
    this.isWatching = false;
  }

  private loadPose(): PoseModel {
    return new PoseModel({
      ready: () => this.isOn && this.show("on"),
      unavailable: () => this.turnOff("too_old"),
      body: (body) => this.take(body),
    });
  }

  private passPictures(): void {
    const { video } = this.lens;
    const row = ++this.row;
    const next = () => {
      if (row !== this.row || !this.lens.isOpen) return;
      void this.lookOnce();
      if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(next);
      else requestAnimationFrame(next);
    };
    next();
  }

  private async lookOnce(): Promise<void> {
    const { pose } = this;
    if (!pose || pose.isBusy) return;
    pose.isBusy = true;
    const picture = await this.lens.picture();
    // The camera may have been shut, or turned round, meanwhile.
    if (pose !== this.pose || !picture) {
      pose.isBusy = false;
      picture?.close();
      return;
    }
    // Time goes on with every picture, also where the page's clock is coarse.
    this.lastMs = Math.max(performance.now(), this.lastMs + 1);
    pose.look(picture, this.lastMs);
  }

  private take(body: Body): void {
    const { videoWidth, videoHeight } = this.lens.video;
    const width = videoHeight > 0 ? videoWidth / videoHeight : 4 / 3;
    this.ways.saw(body, width);
    if (!this.isWatching || this.isPaused) return;
    const { t_s, landmarks } = body;
    this.core.tellCoach({ kind: "frame", set: this.set, t_s, landmarks: landmarks.slice(), width });
  }

  private hear(answer: CoachAnswer): void {
    if (answer.kind === "packet") {
      this.ways.recorded(answer.entry, answer.packet);
      return;
    }
    if (answer.set !== this.set || !this.isWatching) return;
    if (answer.kind === "unwatched") this.turnOff("unwatched");
    else if (answer.moment) this.ways.moment(answer.moment);
  }

  private show(state: CameraState): void {
    this.state = state;
    this.ways.changed(state);
  }
}
