/** The camera's part of a page: the inset with the outline, the guide where to put the phone, the cues. */
import type { Core } from "../core/core";
import type { Moment } from "../core/message";
import type { Side } from "../log/entry";
import { part, setText } from "../page/part";
import { CameraCoach, type CameraState } from "./camera_coach";
import { CameraSheet, type GuideEnd } from "./camera_sheet";
import { outlineOf } from "./outline_view";

/** What is before the camera: an exercise of the session, or the movement of a home test. */
export interface BeforeCamera {
  exercise: string;
  side: Side;
  rangeShare: number;
  /** Where the phone stands, in words, and a drawing of where it begins. */
  place: string;
  still: string;
}

export interface CameraPartWays {
  /** The set stands so, as the camera sees it. */
  moment(moment: Moment): void;
  /** The camera went off, for whatever reason: somebody else counts now. */
  lost(): void;
  /** The guide was opened: what goes on waits. */
  guiding(): void;
  /** The guide was closed. */
  guided(how: GuideEnd): void;
  /** It hurts. */
  pain(): void;
  /** The points of a set that may be kept, by the id of its entry. */
  recorded(entry: string, packet: Uint8Array<ArrayBuffer>): void;
}

/** What the inset says of a camera that is not watching. */
const stateWords: Record<CameraState, string> = {
  off: "Use the camera",
  opening: "Starting",
  on: "Looking for you",
  refused: "Not allowed",
  missing: "No camera",
  busy: "In use elsewhere",
  too_old: "Not possible here",
  unwatched: "Cannot watch this",
};

export class CameraPart {
  /** What the coach says of the set; null without a camera or before it saw anything. */
  moment: Moment | null = null;
  /** Did the camera count in this session? */
  hasCounted = false;
  private scene: BeforeCamera | null = null;
  private readonly inset = part<HTMLButtonElement>("camera");
  private readonly outline = outlineOf("outline", true);
  private readonly coach: CameraCoach;
  private readonly sheet: CameraSheet;
  /** The place of the phone that was last shown in the guide. */
  private guidedFor = "";

  constructor(
    core: Core,
    private readonly mayRecord: boolean,
    private readonly ways: CameraPartWays,
  ) {
    this.coach = new CameraCoach(core, {
      changed: (state) => this.changed(state),
      saw: (body, widthOverHeight) => {
        const outline = this.sheet.isOpen ? this.sheet.outline : this.outline;
        outline.draw(body.landmarks, widthOverHeight, this.coach.isMirrored);
      },
      moment: (moment) => this.see(moment),
      recorded: (entry, packet) => this.ways.recorded(entry, packet),
    });
    this.sheet = new CameraSheet({
      turnOff: () => this.turnOff(),
      turnRound: () => void this.coach.turnOn(this.coach.facing === "user" ? "environment" : "user"),
      closed: (how) => this.guided(how),
      pain: () => this.ways.pain(),
    });
    this.inset.addEventListener("click", () => this.openGuide());
  }

  get isOn(): boolean {
    return this.coach.isOn;
  }

  /** A step began; null where no camera place shows it. True when the camera counts it. */
  stepBegan(scene: BeforeCamera | null, isCounted: boolean): boolean {
    this.scene = scene;
    this.coach.end();
    this.moment = null;
    this.inset.hidden = scene === null;
    if (!this.isOn || scene === null) return false;
    if (isCounted) this.watch(scene, this.mayRecord);
    else if (this.guidedFor !== scene.exercise) this.openGuide();
    else this.coach.rest();
    return isCounted;
  }

  pause(isPaused: boolean): void {
    this.coach.isPaused = isPaused;
  }

  turnOff(): void {
    this.coach.turnOff();
  }

  /** The set is over and is in the log: its points are kept, if the patient said yes. */
  keep(entry: string): void {
    this.coach.end(entry);
  }

  private watch({ exercise, side, rangeShare }: BeforeCamera, records: boolean): void {
    this.coach.watch({ exercise, side, rangeShare, records });
  }

  /** Where to put the phone: what goes on waits, the coach already looks whether it sees what it needs. */
  private openGuide(): void {
    const { scene } = this;
    if (!scene) return;
    this.ways.guiding();
    // The phone stays where it is for the same exercise.
    this.guidedFor = scene.exercise;
    this.sheet.open(scene.place, scene.still);
    this.coach.isPaused = false;
    if (!this.isOn) void this.coach.turnOn();
    this.coach.rest();
    this.watch(scene, false);
  }

  private guided(how: GuideEnd): void {
    this.coach.end();
    this.moment = null;
    this.ways.guided(how);
  }

  private see(moment: Moment): void {
    this.showSight(moment);
    if (this.sheet.isOpen) {
      this.sheet.show(moment);
      return;
    }
    this.moment = moment;
    this.hasCounted ||= moment.count > 0 || moment.held_s > 0;
    this.ways.moment(moment);
  }

  private changed(state: CameraState): void {
    this.sheet.showState(state);
    this.inset.classList.toggle("on", this.isOn);
    this.say(stateWords[state]);
    if (this.isOn) return;
    this.moment = null;
    this.outline.clear();
    this.ways.lost();
  }

  private showSight({ sight, hint }: Moment): void {
    if (hint) this.say(hint.title);
    else this.say(sight === "going" ? "Sees you" : "Take your place");
  }

  private say(words: string): void {
    setText(part("camera-words", this.inset), words);
  }
}
