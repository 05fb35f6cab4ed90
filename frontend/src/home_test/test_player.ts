/** A home test on its page: guide, sounds, phone's tilt, pain, and the entry that comes of it. */
import type { GuideEnd } from "../camera/camera_sheet";
import type { Core } from "../core/core";
import { newEntry, type LogEntry, type Side, type TestFields } from "../log/entry";
import type { EntryQueue } from "../log/queue";
import { part } from "../page/part";
import { Sheet } from "../page/sheet";
import { FlagSheet } from "../pain/flag_sheet";
import { PainSheet } from "../pain/pain_sheet";
import { passFrames } from "../session/frames";
import { connectKeyboard } from "../session/keyboard";
import { Narrator } from "../session/narrator";
import { WakeLock } from "../session/wake_lock";
import { Beeps } from "../sound/beeps";
import { readPreferences } from "../sound/preferences";
import { Voice } from "../sound/voice";
import type { TodayDocument } from "../today/document";
import type { TestDocument } from "./document";
import { Guide, type GuideEvent, type Stage } from "./guide";
import { GuideView } from "./guide_view";
import { ResultView, type ResultCard } from "./result_view";
import { connectTapeForm } from "./tape_form";
import { TestCamera } from "./test_camera";
import { TiltMeter, type TiltState } from "./tilt";
import { TiltSensor } from "./tilt_sensor";
import { turnWords } from "./turn";

/** Seconds of a wait that are beeped, and how often a long hold is told. */
const tickedS = 3;
const toldEveryS = 10;

export class TestPlayer {
  private readonly guide: Guide;
  private readonly view: GuideView;
  private readonly result = new ResultView();
  private readonly narrator = new Narrator(new Voice(), new Beeps());
  private readonly wakeLock = new WakeLock();
  private readonly sensor = new TiltSensor();
  private meter: TiltMeter | null = null;
  private tilt: TiltState | null = null;
  /** Does the device tell its tilt? */
  private isTold = false;
  private readonly camera: TestCamera | null;
  private cameraTrials = 0;
  private readonly painSheet: PainSheet;
  private readonly flagSheet: FlagSheet;
  private readonly leaveSheet = new Sheet(part<HTMLDialogElement>("leave-sheet"));
  private isOver = false;

  constructor(
    private readonly test: TestDocument,
    today: TodayDocument,
    private readonly queue: EntryQueue,
    private readonly core: Core,
  ) {
    this.guide = new Guide(test, (event) => this.hear(event));
    this.view = new GuideView(test);
    const { voice, beeps } = today.settings;
    this.narrator.prefer(readPreferences({ voice, beeps, byTempo: true }));
    this.painSheet = new PainSheet(today, core, {
      log: (entry) => this.log(entry),
      closed: () => part("main").focus(),
      askFlags: () => void this.stopTest(true),
      endSession: () => void this.stopTest(false),
      leaveOut: () => void this.stopTest(false),
      goOn: () => part("main").focus(),
    });
    this.camera = this.cameraFor(core);
    this.flagSheet = new FlagSheet(today, queue);
  }

  private cameraFor(core: Core): TestCamera | null {
    const { camera } = this.test;
    if (!camera) return null;
    return new TestCamera(core, camera, this.test.half_counts, {
      guiding: () => this.placePhone(),
      guided: (how) => this.guided(how),
      inPlace: () => this.startInPlace(),
      held: (seconds) => this.guide.heldFor(seconds),
      counted: (repetitions) => this.sayCounted(repetitions),
      ended: () => this.guide.stop(),
      lost: () => this.sayCameraOff(),
      pain: () => this.pain(),
    });
  }

  connect(): void {
    part("begin").addEventListener("click", () => void this.begin());
    part("main").addEventListener("click", () => this.press());
    part("ring").addEventListener("click", () => this.tapRing());
    part("again").addEventListener("click", () => this.guide.again());
    part("less").addEventListener("click", () => this.change(-1));
    part("more").addEventListener("click", () => this.change(1));
    part("pain").addEventListener("click", () => this.pain());
    part("leave").addEventListener("click", () => this.openLeave());
    part("stay").addEventListener("click", () => this.leaveSheet.close());
    if (this.camera) part("whose").addEventListener("change", () => this.chooseNumber());
    connectTapeForm(this.test, (answer) => void this.finish({ ...answer }, null));
    document.addEventListener("pointerdown", () => this.narrator.beeps.wake(), { capture: true });
    document.addEventListener("keydown", () => this.narrator.beeps.wake(), { capture: true });
    const keys = { pause: () => this.press(), pain: () => this.pain() };
    connectKeyboard(keys, () => !part("player-page").hidden);
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.breakOff();
    });
  }

  private async begin(): Promise<void> {
    if (this.test.way === "tilt" && !(await this.hasTilt())) return;
    this.narrator.beeps.wake();
    part("intro").hidden = true;
    part("player-page").hidden = false;
    scrollTo(0, 0);
    if (this.test.way === "tape") {
      part("tape-title").focus();
      return;
    }
    void this.wakeLock.hold();
    this.view.showStage(this.guide);
    this.camera?.waitFor(this.guide.turn.side);
    this.say();
    part("main").focus();
    passFrames((passedS) => this.pass(passedS));
  }

  private async hasTilt(): Promise<boolean> {
    part("no-tilt").hidden = true;
    this.isTold = await this.sensor.open((up) => this.takeTilt(up));
    const canGoOn = this.isTold || this.camera !== null;
    part("no-tilt").hidden = canGoOn;
    return canGoOn;
  }

  private takeTilt(up: readonly [number, number, number]): void {
    if (this.guide.stage !== "going" || !this.meter) return;
    const wasZero = this.tilt?.stage !== "moving";
    this.tilt = this.meter.read(up, performance.now() / 1000);
    if (wasZero && this.tilt.stage === "moving") this.narrator.beep("go");
    if (this.tilt.stage === "held") this.guide.stopAt(Math.round(this.tilt.deg));
  }

  private pass(passedS: number): boolean {
    this.guide.pass(passedS);
    if (!this.isOver) this.view.showMoment(this.guide, this.tilt);
    return !this.isOver;
  }

  private press(): void {
    if (this.test.way === "tape") return; // The form is sent, nothing is timed.
    const { stage } = this.guide;
    if (stage === "ready") this.start();
    else if (stage === "measured") this.keep();
    else if (!this.isByTilt || stage !== "going") this.guide.stop();
    else this.guide.breakOff(); // A tilt that was not held is no result.
  }

  /** Is it the phone on the limb that measures, and not the camera beside it? */
  private get isByTilt(): boolean {
    return this.test.way === "tilt" && !this.camera?.isOn;
  }

  private start(): void {
    if (this.isByTilt && !this.isTold)
      this.view.showProblem("This device tells no tilt. Turn the camera on.");
    else this.guide.start();
  }

  private keep(): void {
    const isTheCameras = this.camera?.proposed != null && part<HTMLInputElement>("by-camera-chosen").checked;
    if (isTheCameras && !this.guide.turn.isPractice) this.cameraTrials += 1;
    this.guide.keep();
  }

  private tapRing(): void {
    if (this.guide.stage !== "going") return;
    if (this.guide.isTapped) this.count();
    else if (this.test.way === "stopwatch") this.guide.stop();
  }

  private count(): void {
    this.guide.count();
    this.narrator.beep("count");
    this.narrator.read(`${this.guide.measured} good`);
  }

  /** A number that was corrected is the person's own. */
  private change(by: number): void {
    this.guide.change(by);
    if (this.camera?.hasWatched) this.view.showOwn(this.guide.measured);
    this.narrator.read(String(this.guide.measured));
  }

  private hear(event: GuideEvent): void {
    if (this.test.way === "tape") return;
    if (event.kind === "StageBegan") this.stageBegan(event.stage);
    else if (event.kind === "Beat") this.narrator.beep("part");
    else this.secondPassed(event.stage, event.second);
  }

  private stageBegan(stage: Stage): void {
    if (stage === "done") {
      void this.finish({ trials: this.guide.kept }, null);
      return;
    }
    if (stage === "going") this.went();
    this.view.showStage(this.guide);
    if (stage === "going" && this.test.way === "tilt" && !this.isByTilt) this.view.showReaching();
    if (stage === "measured" && this.isUnmeasured()) this.tryAgain();
    else if (stage === "measured") this.measured();
    else if (stage === "ready" || stage === "rest") this.say();
    if (stage === "ready") this.waitBeforeCamera();
  }

  private waitBeforeCamera(): void {
    this.camera?.waitFor(this.guide.turn.side);
    if (this.camera?.isOn) this.view.showWaiting();
  }

  /** Seen where the trial begins: the countdown starts by itself, unless a sheet asks something. */
  private startInPlace(): void {
    if (this.guide.stage !== "ready" || document.querySelector("dialog[open]")) return;
    this.narrator.say("I see you.", true);
    this.guide.start();
  }

  /**
   * While the phone is placed nothing begins; a trial goes on by the stopwatch, and one that is over stays. A phone that
   * lay on the limb measures no longer.
   */
  private placePhone(): void {
    const { stage } = this.guide;
    const isMoved = stage === "going" && this.test.way === "tilt";
    if (stage === "countdown" || isMoved) this.guide.breakOff();
  }

  private guided(how: GuideEnd): void {
    part("main").focus();
    if (this.guide.stage !== "ready") return;
    this.waitBeforeCamera();
    if (how === "begin") this.startInPlace();
  }

  private sayCameraOff(): void {
    if (this.guide.stage !== "going") return;
    if (this.test.way === "tilt") this.guide.breakOff();
    const whatNow = this.test.way === "tilt" ? "Do this one again." : "The stopwatch goes on.";
    this.view.showProblem(`The camera is off. ${whatNow}`);
  }

  private sayCounted(repetitions: number): void {
    this.narrator.beep("count");
    this.narrator.voice.say(String(repetitions));
    this.view.showCounted(repetitions);
  }

  private chooseNumber(): void {
    const { proposed } = this.camera ?? {};
    const isCameras = part<HTMLInputElement>("by-camera-chosen").checked;
    const number = isCameras ? proposed : this.guide.ownMeasure;
    if (number != null) this.guide.take(number);
    this.view.showMoment(this.guide, null);
  }

  private went(): void {
    const { still_s, still_deg } = this.test.settings;
    this.tilt = null;
    this.camera?.begin();
    this.meter = this.isByTilt ? new TiltMeter(still_s, still_deg) : null;
    if (!this.meter) this.narrator.beep("go");
  }

  private tryAgain(): void {
    this.camera?.endTrial();
    this.guide.again();
    this.view.showProblem("The camera could not measure this one. Do it again.");
  }

  private measured(): void {
    this.narrator.beep("go");
    this.propose();
    const { measured } = this.guide;
    const whole = this.test.way === "stopwatch" ? Math.floor(measured) : measured;
    const isKnown = this.test.way !== "count" || this.camera?.proposed != null;
    const about = this.test.way === "tilt" && !this.meter ? "About " : "";
    this.narrator.say(isKnown ? `Stop. ${about}${whole} ${this.test.unit}.` : "Stop.", true);
  }

  /** What the camera read is proposed first; the own number stands beside it. */
  private propose(): void {
    this.camera?.endTrial();
    if (!this.camera?.hasWatched) return;
    const { proposed } = this.camera;
    if (proposed !== null) this.guide.take(proposed);
    const errorDeg = this.test.camera?.error_deg;
    const shown = proposed === null ? null : this.guide.measured;
    if (errorDeg == null) this.view.showProposal(shown, this.guide.ownMeasure);
    else if (proposed !== null) this.view.showRange(proposed, errorDeg);
    this.view.showMoment(this.guide, null);
  }

  /** A range that nobody could measure is no result. */
  private isUnmeasured(): boolean {
    return this.test.way === "tilt" && !this.meter && this.camera?.proposed == null;
  }

  private say(): void {
    const { turn, stage } = this.guide;
    this.narrator.say(`${stage === "rest" ? "Rest. Next: " : ""}${turn.words} ${turnWords(turn)}`, true);
  }

  private secondPassed(stage: Stage, second: number): void {
    if (stage !== "going") {
      if (second > 0 && second <= tickedS) this.narrator.beep("tick");
    } else if (this.test.way === "stopwatch" && second > 0 && second % toldEveryS === 0) {
      this.narrator.say(String(second), true);
    }
  }

  /** Nobody is timed behind a dark screen: the trial does not count. */
  private breakOff(): void {
    const { stage } = this.guide;
    if (this.isOver || (stage !== "going" && stage !== "countdown")) return;
    this.guide.breakOff();
    this.view.showProblem("The screen was away, so this trial does not count. Do it again.");
  }

  /** The press itself stops the trial, before anything is asked. */
  private pain(): void {
    this.guide.breakOff();
    this.narrator.alarm("Test stopped");
    const { turn } = this.guide;
    this.painSheet.open({
      test: this.test.id,
      exercise: this.test.exercise,
      name: this.test.name,
      workingSide: turn.side,
      pausedWords: this.test.way === "tape" ? this.test.name : `${this.test.name} · ${turnWords(turn)}`,
      rangeShare: 1,
      pinchesBefore: 0,
      leftOut: [],
    });
  }

  private async stopTest(asksFlags: boolean): Promise<void> {
    const side = this.test.way === "tape" && this.test.sides.length > 1 ? "both" : this.guide.turn.side;
    await this.finish({ trials: this.guide.kept }, side);
    if (asksFlags) this.flagSheet.open();
  }

  private async finish(
    found: Pick<TestFields, "trials" | "leg_length_cm">,
    stopped: Side | null,
  ): Promise<void> {
    this.isOver = true;
    this.sensor.close();
    this.camera?.turnOff();
    void this.wakeLock.release();
    const { trials, ...more } = found;
    const entry = newEntry({
      kind: "test",
      test: this.test.measure,
      ...(trials && Object.keys(trials).length > 0 ? { trials } : {}),
      ...more,
      ...(stopped ? { stopped } : {}),
      ...(this.cameraTrials > 0 ? { camera_trials: this.cameraTrials } : {}),
    });
    await this.queue.add(entry);
    part("after-pain").hidden = stopped !== null; // The sheet has asked already.
    if (!stopped) this.narrator.say("Done.");
    this.result.open(
      stopped ? "Enough for today" : this.test.name,
      stopped ? "Stopping in time is part of the test." : "",
    );
    void this.queue.flush();
    await this.explain(entry);
  }

  private async explain(entry: LogEntry): Promise<void> {
    const { earlier, person } = this.test;
    const payload = { entry, earlier, person };
    const ask = () => this.core.call("test-result", payload) as Promise<ResultCard>;
    try {
      // The first call may take longer than the core's patience: a slow phone reads the rules first.
      this.result.show(await ask().catch(ask));
    } catch {
      this.result.showLater();
    }
  }

  private openLeave(): void {
    this.guide.breakOff();
    if (this.guide.hasKept) this.leaveSheet.open();
    else location.assign(part<HTMLAnchorElement>("leave-go").href);
  }

  private log(entry: LogEntry): void {
    void this.queue.addAndFlush(entry);
  }
}
