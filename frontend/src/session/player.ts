/** The session player: wires run, view, sounds, sheets and the log together. */
import { CameraPart, type BeforeCamera } from "../camera/camera_part";
import type { GuideEnd } from "../camera/camera_sheet";
import type { Core } from "../core/core";
import type { Moment } from "../core/message";
import { newEntry, type LogEntry } from "../log/entry";
import type { EntryQueue } from "../log/queue";
import type { RecordingQueue } from "../log/recording_queue";
import { part } from "../page/part";
import { FlagSheet } from "../pain/flag_sheet";
import { PainSheet } from "../pain/pain_sheet";
import { Beeps } from "../sound/beeps";
import { keepPreferences, readPreferences, type SoundPreferences } from "../sound/preferences";
import { SoundSheet } from "../sound/sound_sheet";
import { Voice } from "../sound/voice";
import type { TodayDocument, TodayItem } from "../today/document";
import { AskSheet } from "./ask_sheet";
import { FinishPage } from "./finish_page";
import { connectControls } from "./controls";
import { LeaveSheet } from "./leave_sheet";
import { Narrator } from "./narrator";
import { passFrames } from "./frames";
import { nextStep } from "./next_step";
import { PlayerView, sideWords } from "./player_view";
import { Run, type Counting, type RunEvent } from "./run";
import type { RunStore } from "./run_store";
import type { SavedRun } from "./saved_run";
import type { SessionEvent, SessionStep } from "./session_step";
import { SetLog } from "./set_log";
import { SkipSheet } from "./skip_sheet";
import { WakeLock } from "./wake_lock";

/** The last seconds of a wait are beeped. */
const tickedS = 3;
/** So soon after a set began a tap still belongs to the wait before it (seconds). */
const settledS = 1;
/** How often a running session is kept (seconds). */
const keptEveryS = 1;

export class Player {
  private readonly run: Run;
  private readonly view: PlayerView;
  private readonly narrator = new Narrator(new Voice(), new Beeps());
  private readonly wakeLock = new WakeLock();
  private readonly sets: SetLog;
  private readonly painSheet: PainSheet;
  private readonly flagSheet: FlagSheet;
  private readonly askSheet: AskSheet;
  private readonly skipSheet: SkipSheet;
  private readonly leaveSheet: LeaveSheet;
  private readonly soundSheet: SoundSheet;
  private readonly finishPage: FinishPage;
  private readonly camera: CameraPart;
  private saidCue = 0;
  /** How much of the way was asked for, by the id of the set's entry. */
  private readonly rangeShares = new Map<string, number>();
  private preferences: SoundPreferences;
  private sinceKeptS = 0;

  constructor(
    private readonly today: TodayDocument,
    saved: SavedRun,
    private readonly store: RunStore,
    private readonly queue: EntryQueue,
    private readonly core: Core,
    private readonly recordings: RecordingQueue | null,
  ) {
    const { voice, beeps } = today.settings;
    this.preferences = readPreferences({ voice, beeps, byTempo: true });
    this.run = new Run(saved, (event) => this.hear(event), this.ownCounting);
    this.view = new PlayerView(today);
    const log = (entry: LogEntry) => this.log(entry);
    this.sets = new SetLog(this.run, log);
    this.painSheet = new PainSheet(today, core, {
      log,
      closed: () => this.stayPaused(),
      askFlags: () => void this.leaveForPain("red_flag_questions"),
      endSession: () => void this.leaveForPain("end_session"),
      leaveOut: (answer) => void this.leaveForPain(answer.action),
      goOn: (answer, isPinch) => void this.goOn(answer.action, answer.range_share, isPinch),
    });
    this.flagSheet = new FlagSheet(today, queue);
    this.askSheet = new AskSheet(log, () => void this.move({ kind: "done" }));
    this.skipSheet = new SkipSheet({
      skip: (reason) => void this.skip(reason),
      hurts: () => this.openPain(),
      closed: () => this.stayPaused(),
    });
    this.leaveSheet = new LeaveSheet(
      () => this.stayPaused(),
      () => this.end(),
    );
    this.soundSheet = new SoundSheet((preferences) => this.prefer(preferences));
    this.finishPage = new FinishPage(today, queue);
    this.camera = new CameraPart(core, today.settings.replays === "yes", {
      recorded: (entry, packet) => void this.keepRecording(entry, packet),
      moment: (moment) => this.take(moment),
      lost: () => this.takeOver(),
      guiding: () => this.pause(""),
      guided: (how) => this.guided(how),
      pain: () => this.pain(),
    });
  }

  /** Begin; a run that was left before stands where it was, paused, until the person goes on. */
  async start(isResumed: boolean): Promise<void> {
    this.prefer(this.preferences);
    connectControls({
      pain: () => this.pain(),
      pause: () => this.togglePause(),
      skip: () => this.openSkip(),
      leave: () => this.openLeave(),
      sound: () => this.soundSheet.open(this.preferences),
      voice: () => this.prefer({ ...this.preferences, voice: !this.preferences.voice }),
      ring: () => this.tapRing(),
      touch: () => this.narrator.beeps.wake(),
      hide: () => this.pauseWhenRunning(),
      go: () => void this.keep(),
    });
    part("pause").focus();
    if (isResumed) await this.takeUp();
    else this.begin();
    passFrames((passedS) => this.pass(passedS));
  }

  private begin(): void {
    this.run.isRunning = true;
    this.run.startStep();
  }

  private async takeUp(): Promise<void> {
    const awayS = Math.max(0, (Date.now() - this.run.saved.keptAtMs) / 1000);
    await this.move({ kind: "resume", away_s: Math.min(awayS, 1e6) });
    this.run.tellBegan();
    this.pause("Paused. Press Go on when you are ready.");
  }

  private get item(): TodayItem {
    const { exercise } = this.run.step;
    return this.today.items.find((item) => item.exercise === exercise) ?? this.today.items[0]!;
  }

  /** A moment passed; false when the session is over. */
  private pass(passedS: number): boolean {
    this.run.pass(passedS);
    if (this.run.step.kind !== "done") {
      this.view.showMoment(this.run, this.item, this.run.isRunning ? passedS : 0, this.camera.moment);
    }
    this.sinceKeptS += passedS;
    if (this.sinceKeptS >= keptEveryS && this.run.isRunning) void this.keep();
    return !this.run.saved.isFinished;
  }

  private async keep(): Promise<void> {
    this.sinceKeptS = 0;
    await this.store.keep(this.run.saved);
  }

  private hear(event: RunEvent): void {
    if (event.kind === "StepBegan") this.stepBegan(event.step);
    else if (event.kind === "SecondPassed") this.secondPassed(event.leftS);
    else if (event.kind === "PartBegan") this.narrator.beep("part");
    else if (event.kind === "RepetitionDone") this.repetitionDone(event.count, event.of);
    else this.stepDone(event.step);
  }

  private stepBegan(step: SessionStep): void {
    void this.keep();
    if (step.kind === "done") {
      this.finish(step);
      return;
    }
    this.saidCue = 0;
    const isWatched = this.camera.stepBegan(sceneOf(this.item, step), step.kind === "set");
    this.run.countBy(isWatched ? "camera" : this.ownCounting);
    if (isWatched) this.view.showWatched(this.run, this.item);
    this.view.showStep(this.run, this.item);
    if (step.kind === "ask") this.ask();
    else if (step.kind === "set") this.narrator.read(`${step.text}, ${sideWords(this.item, step)}`);
    else this.narrator.say(step.kind === "rest" ? `Rest, ${step.seconds} seconds` : step.text, true);
  }

  private ask(): void {
    this.pause("");
    this.askSheet.open(this.item);
  }

  private secondPassed(leftS: number): void {
    if (leftS > 0 && leftS <= tickedS) this.narrator.beep("tick");
  }

  private repetitionDone(count: number, of: number): void {
    if (this.run.step.counts === "hold") this.narrator.beep("done");
    else this.narrator.count(count, of);
  }

  private stepDone(step: SessionStep): void {
    if (step.kind === "set") this.keepPoints(this.sets.logWhole(this.camera.moment?.faults));
    void this.move({ kind: "done" });
  }

  private finish(step: SessionStep): void {
    this.run.isRunning = false;
    this.run.saved.isFinished = true;
    void this.keep();
    void this.wakeLock.release();
    this.camera.turnOff();
    const endedByPain = step.ended_by !== null;
    this.narrator.say(endedByPain ? "We end here for today." : "Done for today.");
    const asksToShare = this.camera.hasCounted && this.today.settings.replays === "unasked";
    this.finishPage.show(this.run.saved, endedByPain, asksToShare && !endedByPain);
    if (step.ended_by === "red_flag_questions") this.flagSheet.open();
  }

  private togglePause(): void {
    if (this.run.isRunning) this.pause("Paused");
    else this.goOnRunning();
  }

  private pause(said: string): void {
    this.run.isRunning = false;
    this.camera.pause(true);
    this.narrator.voice.hush();
    if (said) this.narrator.read(said);
    this.view.showRunning(false);
    void this.wakeLock.release();
    void this.keep();
  }

  private goOnRunning(): void {
    this.run.isRunning = true;
    this.camera.pause(false);
    this.view.showRunning(true);
    void this.wakeLock.hold();
  }

  /** A sheet was closed without an answer: nothing moves until the person goes on. */
  private stayPaused(): void {
    this.view.showRunning(this.run.isRunning);
    part("pause").focus();
  }

  private tapRing(): void {
    const { run } = this;
    if (run.isWait) run.endWait();
    else if (run.step.kind === "set" && run.step.counts !== "hold" && run.isRunning) this.tapCount();
  }

  /** In a set that counts by tempo the first tap takes over, for this set; a double tap of before does not. */
  private tapCount(): void {
    if (this.run.countsByTempo) {
      if (this.run.saved.elapsedS < settledS) return;
      this.run.countBy("hand");
      this.narrator.read("You count this set. Press the ring for each one.");
    }
    this.run.count();
  }

  /** Without a camera: the rhythm, unless the person wants to count. A hold cannot be counted by hand. */
  private get ownCounting(): Counting {
    return this.preferences.byTempo || this.run?.step.counts === "hold" ? "tempo" : "hand";
  }

  /** How the set stands as the camera sees it. */
  private take(moment: Moment): void {
    const { run } = this;
    if (!moment.counts) this.takeOver();
    if (!run.isRunning || (moment.counts && run.counting !== "camera")) return;
    if (moment.cue && moment.cue_number > this.saidCue) this.narrator.say(moment.cue.text, true);
    this.saidCue = moment.cue_number;
    if (!moment.counts) return;
    if (run.step.counts === "hold") run.hold(moment.held_s);
    else run.countTo(moment.count);
  }

  /** The camera is off, or does not count: the set goes on from the count reached. */
  private takeOver(): void {
    if (this.run.counting === "camera") this.run.countBy(this.ownCounting);
  }

  /** Seen in the start position nobody waits for a countdown. */
  private guided(how: GuideEnd): void {
    const { step } = this.run;
    if (step.kind === "set" && this.camera.stepBegan(sceneOf(this.item, step), true)) {
      this.run.countBy("camera");
      this.view.showWatched(this.run, this.item);
    }
    if (how === "stay") {
      this.stayPaused();
      return;
    }
    this.goOnRunning();
    if (how === "begin") this.run.endWait();
  }

  /** The press itself stops the set, before anything is asked. */
  private pain(): void {
    this.pause("");
    this.narrator.alarm("Set stopped");
    this.openPain();
  }

  private openPain(): void {
    const { item, run } = this;
    this.painSheet.open({
      exercise: item.exercise,
      name: item.name,
      workingSide: run.step.side ?? item.side,
      pausedWords: pausedWords(item, run),
      rangeShare: run.step.range_share,
      pinchesBefore: run.saved.pinches[item.exercise] ?? 0,
      leftOut: run.saved.leftOutForPain,
    });
  }

  private async goOn(action: string, rangeShare: number, isPinch: boolean): Promise<void> {
    const { exercise } = this.item;
    if (isPinch) this.run.saved.pinches[exercise] = (this.run.saved.pinches[exercise] ?? 0) + 1;
    await this.move({ kind: "pain", action, range_share: rangeShare, goes_on: true });
    this.view.showStep(this.run, this.item);
    this.goOnRunning();
    part("pause").focus();
  }

  private async leaveForPain(action: string): Promise<void> {
    const { exercise } = this.item;
    this.keepPoints(this.sets.logPart(this.camera.moment?.faults));
    this.run.saved.leftOutForPain = [...new Set([...this.run.saved.leftOutForPain, exercise])];
    await this.move({ kind: "pain", action, goes_on: false });
    this.goOnIfMoving();
  }

  private openLeave(): void {
    this.pause("Session paused");
    this.leaveSheet.open();
  }

  /** Nobody counts behind a dark screen. */
  private pauseWhenRunning(): void {
    if (this.run.isRunning) this.pause("");
  }

  private openSkip(): void {
    this.pause("");
    this.skipSheet.open(this.item);
  }

  private async skip(reason: string): Promise<void> {
    const { exercise } = this.item;
    this.keepPoints(this.sets.logPart(this.camera.moment?.faults));
    this.log(newEntry({ kind: "skip", exercise, reason }));
    this.run.saved.skipped = [...new Set([...this.run.saved.skipped, exercise])];
    await this.move({ kind: "skip" });
    this.goOnIfMoving();
  }

  /** The next exercise begins by itself; a question or the end waits. */
  private goOnIfMoving(): void {
    if (this.run.step.kind !== "ask" && this.run.step.kind !== "done") this.goOnRunning();
    part("pause").focus();
  }

  /** The person ends the session; no rule had a part in it. */
  private end(): void {
    this.keepPoints(this.sets.logPart(this.camera.moment?.faults));
    const { script, index } = this.run.saved;
    this.run.standAt([...script.slice(0, index), script.at(-1)!], index);
  }

  private async move(event: SessionEvent): Promise<void> {
    const { script, index } = this.run.saved;
    const wasAsked = this.run.step.kind === "ask";
    const place = await nextStep(this.core, { script, index }, event);
    this.run.standAt(place.script, place.index);
    if (wasAsked) this.goOnIfMoving();
  }

  private prefer(preferences: SoundPreferences): void {
    const isOther = preferences.byTempo !== this.preferences.byTempo;
    this.preferences = preferences;
    if (isOther && this.run.counting !== "camera") this.run.countBy(this.ownCounting);
    keepPreferences(preferences);
    this.narrator.prefer(preferences);
    this.view.showVoice(preferences.voice);
  }

  /** Points of a set go with its entry, when the camera counted it. */
  private keepPoints(entry: LogEntry | null): void {
    if (entry?.kind !== "set" || entry.source !== "camera") return;
    this.rangeShares.set(entry.id, this.run.step.range_share);
    this.camera.keep(entry.id);
  }

  private async keepRecording(entry: string, packet: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.recordings?.add(entry, packet, this.rangeShares.get(entry) ?? 1);
    await this.queue.flush();
    await this.recordings?.flush();
  }

  private log(entry: LogEntry): void {
    void this.queue.addAndFlush(entry);
  }
}

function pausedWords(item: TodayItem, run: Run): string {
  const { step, saved } = run;
  if (step.kind !== "set") return `${item.name}, paused`;
  const count = step.counts === "hold" ? "" : ` at ${saved.repetitions} of ${step.repetitions ?? 1}`;
  return `${item.name} · ${step.counts === "hold" ? "hold" : "set"} ${step.set ?? 1} paused${count}`;
}

/** What the camera watches in a step; null where no camera place shows the exercise. */
function sceneOf(item: TodayItem, step: SessionStep): BeforeCamera | null {
  if (!item.camera) return null;
  const { exercise, camera, figure } = item;
  return {
    exercise,
    side: step.side ?? item.side,
    rangeShare: step.range_share,
    place: camera.place,
    still: figure.start,
  };
}
