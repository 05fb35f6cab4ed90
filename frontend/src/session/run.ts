/** A session as it runs: which step, how long, how many. No clock, page or sound of its own. */
import type { SavedRun } from "./saved_run";
import type { SessionStep } from "./session_step";
import { beatAt, cycleSeconds, type Beat, type Tempo } from "./tempo";

export type RunEvent =
  | { kind: "StepBegan"; step: SessionStep }
  | { kind: "PartBegan"; beat: Beat }
  | { kind: "SecondPassed"; leftS: number }
  | { kind: "RepetitionDone"; count: number; of: number }
  | { kind: "StepDone"; step: SessionStep };

const waits = ["ready", "rest", "switch_sides"];

/** Who counts: the rhythm, the person, or the camera. */
export type Counting = "tempo" | "hand" | "camera";

export class Run {
  isRunning = false;
  private cameraCount = 0;
  private cameraHeldS = 0;
  /** Did the person count some of what the camera counts? */
  private isHelped = false;
  /** The step is done and the next is being asked for: time does not pass. */
  private isBetween = false;
  private lastSecond = -1;
  private lastPart = "";

  constructor(
    readonly saved: SavedRun,
    private readonly tell: (event: RunEvent) => void,
    public counting: Counting = "tempo",
  ) {}

  get countsByTempo(): boolean {
    return this.counting === "tempo";
  }

  /** Seconds held in the set that is on. */
  get heldS(): number {
    return this.counting === "camera" ? this.cameraHeldS : this.beat.heldS;
  }

  get step(): SessionStep {
    const step = this.saved.script[this.saved.index];
    if (!step) throw new RangeError(`expected a step at ${this.saved.index} of ${this.saved.script.length}`);
    return step;
  }

  get isWait(): boolean {
    return waits.includes(this.step.kind);
  }

  get tempo(): Tempo {
    const { out_s, hold_s, back_s } = this.step;
    return { outS: out_s ?? 0, holdS: hold_s ?? 0, backS: back_s ?? 0 };
  }

  get beat(): Beat {
    return beatAt(this.tempo, this.saved.elapsedS);
  }

  /** Seconds left of a step that is a wait. */
  get leftS(): number {
    return Math.max(0, this.step.seconds - this.saved.elapsedS);
  }

  /** Let time pass. Nothing happens while the run stands still. */
  pass(seconds: number): void {
    if (!this.isRunning || this.isBetween) return;
    this.saved.elapsedS += seconds;
    if (this.step.kind === "set") this.passSet();
    else if (this.isWait) this.passWait();
  }

  /** The person, or the camera, counts a repetition. */
  count(by: Counting = "hand"): void {
    if (this.step.kind !== "set" || !this.isRunning || this.isBetween) return;
    if (this.counting === "camera" && by === "hand") this.isHelped = true;
    this.saved.repetitions += 1;
    this.afterRepetition();
  }

  /** So many the camera has counted since it began to watch this set; what it counted before stays. */
  countTo(count: number): void {
    const more = count - this.cameraCount;
    this.cameraCount = count;
    for (let i = 0; i < more; i++) this.count("camera");
  }

  /** So long the camera saw the position held, in this set. */
  hold(heldS: number): void {
    if (this.step.kind !== "set" || !this.isRunning || this.isBetween) return;
    this.cameraHeldS = heldS;
    if (heldS >= (this.step.hold_s ?? 0)) this.count("camera");
  }

  /** How the set that is on was counted, as it is logged: what the person corrected is theirs. */
  get source(): "camera" | "tempo" | "manual" {
    if (this.counting === "camera") return this.isHelped ? "manual" : "camera";
    return this.counting === "tempo" ? "tempo" : "manual";
  }

  /** The person does not want to wait any longer. */
  endWait(): void {
    if (this.isWait && !this.isBetween) this.finishStep();
  }

  /** Stand at this step of this script. The step begins anew unless it is the one that is on. */
  standAt(script: SessionStep[], index: number): void {
    const isSame =
      index === this.saved.index && script[index] !== undefined && isSameStep(this.step, script[index]);
    this.saved.script = script;
    this.saved.index = index;
    this.isBetween = false;
    if (!isSame) this.startStep();
  }

  /** Begin, or begin again, the step that is on. */
  startStep(): void {
    this.saved.elapsedS = 0;
    this.saved.repetitions = 0;
    this.cameraHeldS = 0;
    this.isHelped = false;
    this.tellBegan();
  }

  /** The step goes on where it was, after a reload. */
  tellBegan(): void {
    this.lastSecond = -1;
    this.lastPart = "";
    this.isBetween = false;
    this.tell({ kind: "StepBegan", step: this.step });
  }

  /** From now on the person or the camera counts, or the rhythm does again from the count reached. */
  countBy(how: Counting): void {
    this.counting = how;
    this.cameraCount = 0;
    if (this.countsByTempo && this.step.kind === "set") {
      this.saved.elapsedS = this.saved.repetitions * cycleSeconds(this.tempo);
    }
  }

  private passWait(): void {
    const second = Math.ceil(this.leftS);
    if (second !== this.lastSecond) {
      this.lastSecond = second;
      this.tell({ kind: "SecondPassed", leftS: second });
    }
    if (this.leftS <= 0) this.finishStep();
  }

  private passSet(): void {
    const { beat } = this;
    if (this.countsByTempo && beat.done > this.saved.repetitions) {
      this.saved.repetitions = beat.done;
      this.afterRepetition();
      if (this.isBetween) return;
    }
    const part = `${beat.done} ${beat.part}`;
    if (part !== this.lastPart) {
      this.lastPart = part;
      this.tell({ kind: "PartBegan", beat });
    }
  }

  private afterRepetition(): void {
    const of = this.step.repetitions ?? 1;
    this.tell({ kind: "RepetitionDone", count: this.saved.repetitions, of });
    if (this.saved.repetitions >= of) this.finishStep();
  }

  private finishStep(): void {
    this.isBetween = true;
    this.tell({ kind: "StepDone", step: this.step });
  }
}

/** The same step, even when the movement has become smaller. */
function isSameStep(before: SessionStep, after: SessionStep): boolean {
  const keys = ["kind", "exercise", "side", "set", "text"] as const;
  return keys.every((key) => before[key] === after[key]);
}
