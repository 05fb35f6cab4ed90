/** The guide where to put the phone: the movement seen from there, the words, and the live outline with a hint. */
import type { Moment } from "../core/message";
import { part, setText } from "../page/part";
import { Sheet } from "../page/sheet";
import type { CameraState } from "./camera_coach";
import { outlineOf } from "./outline_view";

export type GuideEnd = "stay" | "go" | "begin";

export interface CameraSheetWays {
  turnOff(): void;
  turnRound(): void;
  /** How the guide was left: stay paused, go on, or begin at once because the start position was seen. */
  closed(how: GuideEnd): void;
  /** It hurts, also while the phone is being placed. */
  pain(): void;
}

/** What is in the way of a camera, and what to do about it. */
const troubles: Partial<Record<CameraState, string>> = {
  off: "The camera is off. You can count without it.",
  refused: "The browser may not use the camera. You can allow it in its settings, or count without it.",
  missing: "This device has no camera that we can use. You can count without it.",
  busy: "Another app uses the camera. Close it, or count without it.",
  too_old: "This browser cannot run the camera coach. You can count without it.",
  unwatched: "The camera cannot watch this exercise. You can count without it.",
};

export class CameraSheet {
  readonly outline = outlineOf("guide-outline", false);
  private readonly sheet: Sheet;
  private readonly dialog = part<HTMLDialogElement>("camera-sheet");
  private end: GuideEnd = "stay";

  constructor(ways: CameraSheetWays) {
    this.sheet = new Sheet(this.dialog, () => ways.closed(this.end));
    part("camera-go", this.dialog).addEventListener("click", () => this.leave("go"));
    part("camera-pain", this.dialog).addEventListener("click", () => {
      this.leave("stay");
      ways.pain();
    });
    part("camera-round", this.dialog).addEventListener("click", () => ways.turnRound());
    part("camera-off", this.dialog).addEventListener("click", () => {
      ways.turnOff();
      this.leave("go");
    });
  }

  get isOpen(): boolean {
    return this.sheet.isOpen;
  }

  /** The phone's place in words, and a drawing of where it begins. */
  open(place: string, still: string): void {
    this.end = "stay";
    setText(part("camera-place", this.dialog), place);
    part<HTMLImageElement>("camera-still", this.dialog).src = still;
    this.outline.clear();
    this.say("Starting the camera", false);
    this.sheet.open();
  }

  /** The person is where the exercise begins: it goes on by itself. */
  show({ sight, hint }: Moment): void {
    if (sight === "going") this.leave("begin");
    else this.say(hint?.text ?? "I see you. Take the start position.", sight === "placing");
  }

  showState(state: CameraState): void {
    const trouble = troubles[state];
    if (trouble) this.say(trouble, false);
    else if (state === "on") this.say("Looking for you", false);
  }

  private say(words: string, isSeen: boolean): void {
    const hint = part("camera-hint", this.dialog);
    setText(hint, words);
    hint.classList.toggle("seen", isSeen);
  }

  private leave(how: GuideEnd): void {
    this.end = how;
    this.sheet.close();
  }
}
