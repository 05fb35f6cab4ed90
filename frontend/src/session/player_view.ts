/** Writes a run onto the page of the player: names, ring, counts, cue, course. Decides nothing. */
import { iconAddress } from "../icons";
import type { Moment } from "../core/message";
import { part, parts, setText } from "../page/part";
import type { TodayDocument, TodayItem } from "../today/document";
import { cueAt } from "./cue";
import { RingView } from "./ring_view";
import type { Counting, Run } from "./run";
import type { SessionStep } from "./session_step";
import { ShownFault } from "./shown_fault";
import { StageView } from "./stage_view";
import type { Part } from "./tempo";

const countingWords: Record<Counting, string> = {
  tempo: "Counts by tempo. Press to count yourself",
  hand: "Press to count one",
  camera: "The camera counts. Press to count one that it missed",
};
const partWords: Record<Part, string> = { out: "Move", hold: "Hold", back: "Back" };

export class PlayerView {
  readonly ring = new RingView();
  private readonly stage = new StageView();
  private shownFault = new ShownFault();
  private previewS = 0;

  constructor(private readonly today: TodayDocument) {
    this.stage.prepare(today.items);
  }

  /** A step began: everything that stays until the next one. */
  showStep(run: Run, item: TodayItem): void {
    const { step } = run;
    setText(part("name"), item.name);
    setText(part("place"), `Exercise ${this.today.items.indexOf(item) + 1} of ${this.today.items.length}`);
    this.showSwitch(item, step);
    void this.stage.show(item, step, sideWords(item, step));
    this.previewS = 0;
    this.shownFault = new ShownFault();
    this.showCourse(run);
  }

  /** The camera watches this step: what it may speak of is made ready to be shown. */
  showWatched(run: Run, item: TodayItem): void {
    this.stage.prepareFaults(item, run.step);
  }

  /** A moment of the run. */
  showMoment(run: Run, item: TodayItem, passedS: number, seen: Moment | null): void {
    const { step } = run;
    this.shownFault.pass(passedS, step.kind === "set" ? seen : null);
    void this.stage.showFault(this.shownFault.code);
    if (step.kind === "set") this.showSet(run, step, seen);
    else if (run.isWait) this.showWait(run, step, passedS);
    this.showCue(run, item, seen);
    this.showCourse(run);
  }

  showRunning(isRunning: boolean): void {
    const button = part("pause");
    setText(part("pause-words"), isRunning ? "Pause" : "Go on");
    button.querySelector("use")?.setAttribute("href", iconAddress(isRunning ? "pause" : "play"));
  }

  showVoice(isOn: boolean): void {
    const button = part("sound");
    button.setAttribute(
      "aria-label",
      isOn ? "Voice and beeps, voice is on" : "Voice and beeps, voice is off",
    );
    button.querySelector("use")?.setAttribute("href", iconAddress(isOn ? "voice" : "silent"));
  }

  /** The coach's sentence in place of the exercise's own. */
  private showCue(run: Run, item: TodayItem, seen: Moment | null): void {
    const { step, saved } = run;
    const cue = step.kind === "set" ? (seen?.cue ?? null) : null;
    const isMoving = step.kind === "set" && seen?.sight !== "placing" && seen?.sight !== "away";
    const own = step.kind === "rest" ? this.nextWords(run) : cueAt(item, isMoving, saved.elapsedS);
    setText(part("cue-words"), cue?.text ?? own);
    const line = part("cue");
    const isFault = cue !== null && cue.kind !== "praise";
    line.classList.toggle("fault", isFault);
    const icon = isFault ? "care" : cue ? "check" : "info";
    line.querySelector("use")?.setAttribute("href", iconAddress(icon));
  }

  private showSet(run: Run, step: SessionStep, seen: Moment | null): void {
    const { beat, saved } = run;
    this.stage.draw(beat);
    setText(part("left-label"), step.counts === "hold" ? "Hold" : "Set");
    this.showPlace(step);
    const word = beat.part === "hold" ? partWords.hold : this.stage.wordAt(beat) || partWords[beat.part];
    const isLost = step.counts === "hold" && run.counting === "camera" && !seen?.is_holding;
    this.ring.showLost(isLost && run.heldS > 0);
    if (isLost) this.showNow("Now", "Not holding", "");
    else this.showNow("Now", word, seconds(beat.leftS));
    if (step.counts === "hold") {
      this.ring.showHold(run.heldS, step.hold_s ?? 0);
      this.ring.label(`${Math.floor(run.heldS)} of ${step.hold_s ?? 0} s held`);
    } else {
      const of = step.repetitions ?? 1;
      this.ring.showCount(saved.repetitions, of);
      const how = countingWords[run.counting];
      this.ring.label(`${saved.repetitions} of ${of}. ${how}`);
    }
  }

  private showWait(run: Run, step: SessionStep, passedS: number): void {
    this.previewS += passedS;
    this.stage.preview(this.previewS);
    const next = this.nextSet(run);
    setText(part("left-label"), next?.counts === "hold" ? "Hold" : "Set");
    if (next) this.showPlace(next);
    const words =
      { ready: "Get ready", rest: "Rest", switch_sides: "Change" }[step.kind as string] ?? step.text;
    this.showNow(step.kind === "rest" ? "Now" : "Soon", words, "");
    this.ring.showLost(false);
    this.ring.showWait(run.leftS, step.seconds, "seconds");
    this.ring.label(`${Math.ceil(run.leftS)} seconds. Start now`);
    if (step.kind === "switch_sides") setText(part("switch-seconds"), `${Math.ceil(run.leftS)}`);
  }

  private showPlace(step: SessionStep): void {
    const small = document.createElement("small");
    small.textContent = ` of ${step.sets ?? 1}`;
    const place = part("left");
    const text = `${step.set ?? 1}${small.textContent}`;
    if (place.textContent !== text) place.replaceChildren(String(step.set ?? 1), small);
  }

  private showNow(label: string, word: string, more: string): void {
    setText(part("right-label"), label);
    setText(part("right"), word);
    setText(part("right-more"), more);
  }

  private showSwitch(item: TodayItem, step: SessionStep): void {
    const overlay = part("switch");
    overlay.hidden = step.kind !== "switch_sides";
    setText(part("switch-words"), step.text);
    setText(part("switch-side"), sideWords(item, step));
  }

  private nextWords(run: Run): string {
    const next = this.nextSet(run);
    if (!next) return "That was the last set.";
    return `Next: ${next.text.toLowerCase()}${next.side && next.side !== "both" ? `, ${next.side}` : ""}`;
  }

  private nextSet(run: Run): SessionStep | undefined {
    return run.saved.script.slice(run.saved.index).find((step) => step.kind === "set");
  }

  /** The bar of the session: one piece for each exercise, filled as its sets are done. */
  private showCourse(run: Run): void {
    const shares = this.today.items.map((item) => doneShare(run, item));
    parts("course").forEach((course) => {
      [...course.children].forEach((piece, i) =>
        (piece as HTMLElement).style.setProperty("--share", String(shares[i] ?? 0)),
      );
      const done = shares.filter((share) => share >= 1).length;
      course.setAttribute("aria-label", `Session: ${done} of ${shares.length} exercises done`);
    });
  }
}

/** The side as the player says it: "RIGHT leg on top". */
export function sideWords(item: TodayItem, step: SessionStep): string {
  const side = step.side ?? "both";
  return item.side_phrases[side] || (side === "both" ? "Both sides" : side.toUpperCase());
}

function doneShare(run: Run, item: TodayItem): number {
  const { script, index, setsDone } = run.saved;
  const isOver = !script.slice(index).some((step) => step.exercise === item.exercise);
  const planned = script.filter((step) => step.kind === "set" && step.exercise === item.exercise).length;
  return isOver ? 1 : (setsDone[item.exercise] ?? 0) / Math.max(1, planned);
}

function seconds(leftS: number): string {
  const whole = Math.ceil(leftS);
  if (whole >= 10) return `${whole} s`;
  return `${whole} second${whole === 1 ? "" : "s"}`;
}
