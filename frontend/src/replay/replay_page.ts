/** The replay of a set: the patient's figure and the planned one in step, the chart, the keys. */
import { fetchClip, type MarkFile } from "../clip/clip_file";
import { FigureView } from "../figure/figure_view";
import { iconAddress } from "../icons";
import { clockWords } from "../page/clock_words";
import { part, parts, setText } from "../page/part";
import { passFrames } from "../session/frames";
import { PlanOutline } from "./plan_outline";
import { ReplayClock, speeds } from "./replay_clock";
import { indexAt, isIn, partAt, planAt, type ReplayData, type ReplayFault } from "./replay_data";
import { TraceView } from "./trace_view";

const insets = { side: 0.05, top: 0.13, bottom: 0.05 };
/** The keys 1, 2, 3. */
const speedKeys: Record<string, number> = { "1": speeds[0], "2": speeds[1], "3": speeds[2] };
/** In these a key is typed, or does something of its own. */
const typedIn = "input, textarea, select";
const pressed = "button, a, summary";
const clockOf = (seconds: number) => clockWords(Math.floor(seconds));

export class ReplayPage {
  private readonly clock: ReplayClock;
  private readonly trace: TraceView;
  private readonly patient: FigureView;
  private readonly plan: FigureView;
  private readonly outline: PlanOutline;
  private readonly mark: HTMLElement;
  private readonly scrub: HTMLInputElement;
  private shownAt = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly data: ReplayData,
  ) {
    this.clock = new ReplayClock(data);
    this.trace = new TraceView(part("trace", root), data, (timeS) => this.clock.seek(timeS));
    // One camera saw the set: from elsewhere the patient's figure would show what nobody saw.
    this.patient = new FigureView(part("patient-stage", root), insets, false);
    this.plan = new FigureView(part("plan-stage", root), insets, false);
    this.outline = new PlanOutline(
      part<SVGSVGElement>("outline", root),
      this.patient,
      this.plan,
      data.working,
    );
    this.mark = part("fault-mark", root);
    this.scrub = part<HTMLInputElement>("scrub", root);
    this.scrub.min = String(this.clock.beginS);
    this.scrub.max = String(this.clock.endS);
  }

  /** `timeS` stands at that second instead of the beginning. */
  async start(timeS: number | null): Promise<void> {
    this.connect();
    if (timeS !== null) this.clock.seek(timeS);
    passFrames((passedS) => {
      this.clock.pass(passedS);
      this.draw();
      return true;
    });
    await this.frameAlike();
    await Promise.all([this.open(this.patient, this.data.figure), this.open(this.plan, this.data.plan)]);
    this.plan.lookAlong(this.data.from);
    this.patient.lookAlong(this.data.from);
    const isDrawn = this.patient.shown === "figure";
    part("no-figure", this.root).hidden = isDrawn;
    this.root.dataset["ready"] = isDrawn ? "figure" : "none";
    this.shownAt = "";
  }

  /** Both figures fit the same frame, so that one metre is as large in either. */
  private async frameAlike(): Promise<void> {
    const addresses = [this.data.figure, this.data.plan];
    const files = await Promise.all(addresses.map(fetchClip)).catch(() => []);
    const reach = files.flatMap((file) => file.reach);
    for (const file of files) file.reach = reach;
  }

  private async open(view: FigureView, address: string): Promise<void> {
    await view.show([address], { start: "", end: "" });
  }

  private connect(): void {
    const { root, clock } = this;
    part("play", root).addEventListener("click", () => clock.toggle());
    for (const button of parts<HTMLButtonElement>("to-fault", root)) {
      button.disabled = this.data.faults.length === 0;
      button.addEventListener("click", () => this.stepFault(button.dataset["toFault"] === "-1" ? -1 : 1));
    }
    for (const button of parts<HTMLButtonElement>("speed", root))
      button.addEventListener("click", () => this.setSpeed(Number(button.dataset["speed"])));
    this.scrub.addEventListener("input", () => {
      clock.isPlaying = false;
      clock.seek(this.scrub.valueAsNumber);
    });
    document.addEventListener("keydown", (event) => this.key(event));
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof Element)) return;
    const isScrub = event.target === this.scrub;
    if (!isScrub && event.target.closest(typedIn)) return;
    if (event.key === " " && event.target.closest(pressed)) return;
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (event.key === " ") this.clock.toggle();
    else if (by !== 0 && event.shiftKey) this.stepFault(by);
    else if (by !== 0) this.clock.stepFrame(by);
    else if (speedKeys[event.key] !== undefined) this.setSpeed(speedKeys[event.key]!);
    else return;
    event.preventDefault();
  }

  private stepFault(by: 1 | -1): void {
    const words = part("said", this.root);
    if (!this.clock.stepFault(by)) setText(words, by > 0 ? "No later fault." : "No earlier fault.");
    else setText(words, this.momentWords());
  }

  private setSpeed(speed: number): void {
    this.clock.speed = speed;
    for (const button of parts<HTMLButtonElement>("speed", this.root))
      button.setAttribute("aria-pressed", String(Number(button.dataset["speed"]) === speed));
  }

  private draw(): void {
    const { timeS, isPlaying } = this.clock;
    const planS = planAt(this.data, timeS);
    this.patient.draw(timeS);
    this.plan.draw(planS);
    const state = `${timeS} ${isPlaying}`;
    if (state === this.shownAt && !isPlaying) return;
    this.shownAt = state;
    this.trace.show(timeS);
    this.outline.draw(this.isAside);
    this.showFaults();
    this.showWords(planS);
  }

  /** Was the person out of position, or not seen? */
  private get isAside(): boolean {
    const { placing, unseen } = this.data;
    return isIn(placing, this.clock.timeS) || isIn(unseen, this.clock.timeS);
  }

  private get faults(): ReplayFault[] {
    return this.data.faults.filter(({ spans }) => isIn(spans, this.clock.timeS));
  }

  private showFaults(): void {
    const { faults, root } = this;
    const isUnseen = isIn(this.data.unseen, this.clock.timeS);
    const isPlacing = isIn(this.data.placing, this.clock.timeS);
    const tag = part("patient-tag", root);
    const kind = isUnseen ? "not-judgeable" : isPlacing ? "later" : faults.length > 0 ? "fault" : "";
    tag.hidden = kind === "";
    tag.className = `tag ${kind}`;
    const words = isUnseen
      ? "Not seen"
      : isPlacing
        ? "Not in position"
        : faults.map((f) => f.name).join(", ");
    setText(part("patient-tag-words", root), words);
    const icon = kind === "fault" ? "care" : kind === "later" ? "clock" : "unseen";
    tag.querySelector("use")?.setAttribute("href", iconAddress(icon));
    part("patient-stage", root).classList.toggle("aside", isUnseen || isPlacing);
    this.ring(isUnseen || isPlacing ? null : (faults.find(({ mark }) => mark)?.mark ?? null));
  }

  private ring(mark: MarkFile | null): void {
    const { clip } = this.patient;
    if (clip) clip.file.mark = mark;
    this.patient.showMark(this.mark, 0);
  }

  private showWords(planS: number): void {
    const { root, data, clock } = this;
    const { timeS } = clock;
    setText(part("clock", root), `${clockOf(timeS - clock.beginS)} of ${clockOf(clock.endS - clock.beginS)}`);
    setText(part("patient-words", root), `Patient${this.partWords()}`);
    const far = data.planned === null ? "" : `: to ${data.planned}°`;
    setText(part("plan-words", root), `The plan${far}`);
    setText(part("plan-moment", root), planS > 0 ? "same moment" : "where it begins");
    this.scrub.value = String(timeS);
    this.scrub.setAttribute("aria-valuetext", this.momentWords());
    const button = part("play", root);
    button.setAttribute("aria-label", clock.isPlaying ? "Pause" : "Play");
    button.querySelector("use")?.setAttribute("href", iconAddress(clock.isPlaying ? "pause" : "play"));
  }

  /** ", repetition 11: 28°". */
  private partWords(): string {
    const { data, clock } = this;
    const number = partAt(data, clock.timeS);
    const value = data.values[indexAt(data.times_s, clock.timeS)] ?? null;
    const which = number > 0 ? `, ${data.word} ${number}` : "";
    return value === null || this.isAside ? which : `${which}: ${Math.round(value)}°`;
  }

  private momentWords(): string {
    const { clock } = this;
    const faults = this.faults.map(({ name }) => name.toLowerCase()).join(", ");
    return `${clockOf(clock.timeS - clock.beginS)}${this.partWords()}${faults ? `, ${faults}` : ""}`;
  }
}
