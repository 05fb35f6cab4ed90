/** Writes a home test onto its page. Decides nothing. */
import { part, parts, setText } from "../page/part";
import { RingView } from "../session/ring_view";
import type { TestDocument } from "./document";
import type { Guide, Stage } from "./guide";
import type { TiltState } from "./tilt";

const mainWords: Record<Stage, string> = {
  ready: "Start",
  countdown: "Not yet",
  going: "Stop",
  measured: "It counts",
  rest: "End the rest",
  done: "Done",
};
/** Above this a trial without an end of its own fills the arc anew (seconds). */
const wholeArcS = 60;

/** Who counts aloud has pressed nothing yet. */
function ownCount(own: number | null): string {
  return own === null ? "You" : `You ${own}`;
}

export class GuideView {
  private readonly ring = new RingView();

  constructor(private readonly test: TestDocument) {}

  showStage(guide: Guide): void {
    const { turn, stage } = guide;
    const player = part("player");
    player.dataset["stage"] = stage;
    player.classList.toggle("counting", guide.isCounting);
    setText(
      part("place"),
      `Turn ${Math.min(guide.turnsDone + 1, guide.turns.length)} of ${guide.turns.length}`,
    );
    setText(part("side-words"), turn.words);
    part("side").hidden = turn.words === "";
    part("side").className = `side large ${turn.side}`;
    setText(part("turn-label"), turn.isPractice ? "Practice" : "Trial");
    setText(part("turn-value"), `${turn.number} of ${turn.of}`);
    for (const still of parts("still")) still.hidden = still.dataset["still"] !== turn.side;
    setText(part("main-words"), this.mainWords(guide));
    part("again").hidden = stage !== "measured";
    part("steppers").hidden = !(stage === "measured" && this.test.way === "count");
    if (stage !== "measured") part("whose").hidden = true;
    this.showCourse(guide);
    this.showCue(guide);
    this.showMoment(guide, null);
  }

  /** The figure in the ring; `tilt` where the phone measures. */
  showMoment(guide: Guide, tilt: TiltState | null): void {
    const { stage } = guide;
    if (stage === "countdown") this.ring.showWait(guide.leftS, this.test.settings.ready_s, "get ready");
    else if (stage === "rest") this.ring.showWait(guide.leftS, this.test.rest_s, "rest");
    else if (stage === "going") this.showGoing(guide, tilt);
    else this.showNumber(stage === "measured" ? guide.measured : 0, stage === "measured");
  }

  private showGoing(guide: Guide, tilt: TiltState | null): void {
    if (this.test.way === "tilt") {
      this.ring.showFigure(
        tilt ? Math.round(tilt.deg) : 0,
        90,
        tilt?.stage === "zero" ? "hold still" : "degrees",
      );
    } else if (guide.isTapped) {
      this.ring.showFigure(guide.measured, 15, "good ones");
    } else if (this.test.way === "count") {
      this.ring.showWait(guide.leftS, this.test.longest_s ?? 1, "seconds left");
    } else {
      this.ring.showFigure(Math.floor(guide.elapsedS), this.test.longest_s ?? wholeArcS, "seconds");
    }
  }

  private showNumber(value: number, isMeasured: boolean): void {
    const words = { stopwatch: "seconds", count: "good ones", tilt: "degrees", tape: "" }[this.test.way];
    const shown = this.test.way === "stopwatch" ? Math.floor(value) : Math.round(value);
    this.ring.showFigure(shown, this.test.longest_s ?? wholeArcS, isMeasured ? words : "");
  }

  private mainWords({ stage, turn }: Guide): string {
    if (stage === "measured" && turn.isPractice) return "Go on";
    if (stage === "going" && this.test.way === "count") return "I am done";
    return mainWords[stage];
  }

  private showCourse(guide: Guide): void {
    const course = part("course");
    const bars = [...course.children] as HTMLElement[];
    bars.forEach((bar, i) => bar.style.setProperty("--share", i < guide.turnsDone ? "1" : "0"));
    course.setAttribute("aria-label", `Test: ${guide.turnsDone} of ${guide.turns.length} turns done`);
  }

  private showCue(guide: Guide): void {
    const { stage, turn } = guide;
    const side = turn.words ? `${turn.words}. ` : "";
    const words: Record<Stage, string> = {
      ready: `${side}${turn.isPractice ? "A try that does not count." : "This one counts."} Press Start.`,
      countdown: `${side}Begin at the long tone.`,
      going: this.goingWords(guide),
      measured: this.measuredWords(turn.isPractice),
      rest: turn.words ? `Rest. Next: ${turn.words}.` : "Rest.",
      done: "",
    };
    setText(part("cue-words"), words[stage]);
  }

  private goingWords(guide: Guide): string {
    if (this.test.way === "tilt") return "Hold still for zero. After the tone, move slowly.";
    if (guide.isTapped) return "Press the ring for each good one.";
    return `It ends when: ${this.test.ends[0] ?? ""}`;
  }

  private measuredWords(isPractice: boolean): string {
    if (isPractice) return "Good to know. The next one counts.";
    if (this.test.way === "count") return "How many? Correct it with plus and minus.";
    return "Was that a clean one? If not, do it again.";
  }

  /** Both numbers of a trial that the camera watched: the person says which one counts. */
  showProposal(camera: number | null, own: number | null): void {
    part("whose").hidden = camera === null;
    if (camera === null) {
      this.showProblem("The camera could not measure this one. Your own number counts.");
      return;
    }
    const isCount = this.test.way === "count";
    setText(part("by-camera"), isCount ? `Camera ${camera}` : `Camera ${camera} s`);
    setText(part("by-hand"), isCount ? ownCount(own) : `Stopwatch ${own} s`);
    part<HTMLInputElement>("by-camera-chosen").checked = true;
    setText(
      part("cue-words"),
      own === null
        ? "The camera counted so many. Did you count otherwise? Then use plus and minus."
        : "Two numbers. Which one is right? If none is, do it again.",
    );
  }

  /** What the camera says of a range has no second number beside it. */
  showRange(camera: number, errorDeg: number): void {
    part<HTMLInputElement>("by-camera-chosen").checked = true;
    setText(part("cue-words"), `About ${camera} degrees, give or take ${errorDeg}. Was that a clean one?`);
  }

  /** The camera measures how far it goes: there is no zero to wait for. */
  showReaching(): void {
    setText(part("cue-words"), "Move slowly, as far as it stays calm. Wait there, then go back.");
  }

  /** The person has another number than the camera. */
  showOwn(own: number): void {
    if (part("whose").hidden) return;
    setText(part("by-hand"), ownCount(own));
    part<HTMLInputElement>("by-hand-chosen").checked = true;
  }

  /** While a trial goes on. */
  showCounted(repetitions: number): void {
    setText(part("cue-words"), `The camera has counted ${repetitions}.`);
  }

  /** The camera waits for the start position. */
  showWaiting(): void {
    setText(part("cue-words"), "Go to your place. It begins when the camera sees you there.");
  }

  showProblem(words: string): void {
    setText(part("cue-words"), words);
  }
}
