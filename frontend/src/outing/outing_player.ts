/** A run or a walk on its page: the parts by voice and tone, pauses, pain, and the entry that comes of it. */
import type { Core } from "../core/core";
import type { LogEntry, PainFields } from "../log/entry";
import type { EntryQueue } from "../log/queue";
import { part, setText } from "../page/part";
import { Sheet } from "../page/sheet";
import { FlagSheet } from "../pain/flag_sheet";
import { PainSheet } from "../pain/pain_sheet";
import { connectKeyboard } from "../session/keyboard";
import { Narrator } from "../session/narrator";
import { WakeLock } from "../session/wake_lock";
import { Beeps } from "../sound/beeps";
import { readPreferences } from "../sound/preferences";
import { Voice } from "../sound/voice";
import type { TodayDocument } from "../today/document";
import { Course, type CourseEvent } from "./course";
import type { OutingDocument } from "./document";
import { forgetPlace, keepPlace, keptPlace } from "./kept_place";
import { answersIn } from "./answers";
import { OutingView } from "./outing_view";
import { Told } from "./told";
import { partWords, wholeWords } from "./words";

const tickMs = 200;

export class OutingPlayer {
  private readonly course: Course;
  private readonly view = new OutingView();
  private readonly narrator = new Narrator(new Voice(), new Beeps());
  private readonly wakeLock = new WakeLock();
  private readonly painSheet: PainSheet;
  private readonly flagSheet: FlagSheet;
  private readonly leaveSheet = new Sheet(part<HTMLDialogElement>("leave-sheet"));
  private told: Told;
  private lastMs = 0;
  private isWhole = false;

  constructor(
    private readonly outing: OutingDocument,
    private readonly today: TodayDocument,
    private readonly queue: EntryQueue,
    core: Core,
  ) {
    this.told = new Told(outing);
    this.course = new Course(outing.parts, outing.ready_s, (event) => this.hear(event));
    const { voice, beeps } = today.settings;
    this.narrator.prefer(readPreferences({ voice, beeps, byTempo: true }));
    this.painSheet = new PainSheet(today, core, {
      log: (entry) => this.felt(entry),
      closed: () => part("main").focus(),
      askFlags: () => this.stopForPain(true),
      endSession: () => this.stopForPain(false),
      leaveOut: () => this.stopForPain(false),
      goOn: () => part("main").focus(),
    });
    this.flagSheet = new FlagSheet(today, queue);
  }

  connect(): void {
    part("begin").addEventListener("click", () => this.begin());
    part("main").addEventListener("click", () => this.press());
    part("pain").addEventListener("click", () => this.pain());
    for (const name of ["leave", "end"]) part(name).addEventListener("click", () => this.openLeave());
    part("stay").addEventListener("click", () => this.leaveSheet.close());
    part("end-here").addEventListener("click", () => {
      this.leaveSheet.close();
      this.course.end();
    });
    part<HTMLFormElement>("answers").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.answered();
    });
    document.addEventListener("pointerdown", () => this.narrator.beeps.wake(), { capture: true });
    document.addEventListener("keydown", () => this.narrator.beeps.wake(), { capture: true });
    const keys = { pause: () => this.press(), pain: () => this.pain() };
    connectKeyboard(keys, () => !part("player-page").hidden);
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.course.stage === "going") void this.wakeLock.hold();
    });
    this.view.showLengths(this.course);
    this.resume();
  }

  private resume(): void {
    const kept = keptPlace(this.outing);
    if (!kept || kept.passedS <= 0) return;
    this.told = new Told(this.outing, kept.entry);
    this.course.resumeAt(kept.passedS);
    this.showPlayer();
  }

  private begin(): void {
    this.narrator.beeps.wake();
    this.showPlayer();
    this.course.start();
    this.narrator.say("Get ready.", true);
    this.view.show(this.course);
  }

  private showPlayer(): void {
    part("intro").hidden = true;
    part("player-page").hidden = false;
    scrollTo(0, 0);
    void this.wakeLock.hold();
    this.view.show(this.course);
    part("main").focus();
    this.lastMs = Date.now();
    setInterval(() => this.tick(), tickMs);
  }

  /** By the clock on the wall, not by frames: a run goes on behind a dark screen. */
  private tick(): void {
    const nowMs = Date.now();
    const passedS = Math.max(0, (nowMs - this.lastMs) / 1000);
    this.lastMs = nowMs;
    if (!this.course.isRunning) return;
    this.course.pass(passedS);
    if (!this.course.isRunning) return;
    this.view.show(this.course);
    keepPlace(this.outing, this.course.passedS, this.told.entry);
  }

  private press(): void {
    if (this.course.stage === "paused") this.course.goOn();
    else this.course.pause();
    this.narrator.read(this.course.stage === "paused" ? "Paused" : "Going on");
    this.view.show(this.course);
  }

  private hear(event: CourseEvent): void {
    if (event.kind === "PartBegan") {
      this.narrator.beep("go");
      this.narrator.say(`${partWords(event.part)}.`, true);
    } else if (event.kind === "Soon") {
      this.narrator.beep("tick");
    } else {
      this.over(event.isWhole);
    }
  }

  /** The press itself stops the time, before anything is asked. */
  private pain(): void {
    this.course.pause();
    this.view.show(this.course);
    this.narrator.alarm(this.outing.kind === "run" ? "Stop running" : "Stop");
    this.told.pressed();
    this.painSheet.open({
      outing: this.outing.outing,
      exercise: null,
      name: this.outing.kind === "run" ? "Running" : "Walking",
      workingSide: "both",
      pausedWords: `Part ${this.course.place.index + 1} of ${this.course.parts.length}, paused`,
      rangeShare: 1,
      pinchesBefore: 0,
      leftOut: [],
    });
  }

  /** What was felt stands in the entry of the outing; a walk's has no room for a pinch, so that it is kept beside. */
  private felt(entry: LogEntry): void {
    const fields = entry.kind === "correction" ? entry.entry : entry;
    if (fields.kind !== "pain") return;
    this.told.felt(fields as PainFields);
    if (this.outing.kind === "walk") void this.queue.add(entry);
    this.write();
    keepPlace(this.outing, this.course.passedS, this.told.entry);
  }

  private write(): void {
    void this.queue.addAndFlush(this.entry());
  }

  /** The entry as it is known now. */
  private entry(): LogEntry {
    const { kind } = this.outing;
    const minutes = this.course.minutesOf(kind);
    return this.told.write(kind === "run" ? minutes : Math.max(1, minutes), this.isWhole);
  }

  private stopForPain(asksFlags: boolean): void {
    this.course.end();
    if (asksFlags) this.flagSheet.open();
  }

  private over(isWhole: boolean): void {
    this.isWhole = isWhole;
    void this.wakeLock.release();
    this.narrator.beep("done");
    this.narrator.say(isWhole ? wholeWords(this.course.parts) : "Ended here.", true);
    this.write();
    forgetPlace();
    part("player-page").hidden = true;
    part("finish").hidden = false;
    scrollTo(0, 0);
    const title = part("finish-title");
    setText(title, isWhole ? "All of it done" : "Ended here");
    title.focus();
  }

  private async answered(): Promise<void> {
    this.told.answer(answersIn(part<HTMLFormElement>("answers")));
    await this.queue.add(this.entry());
    part("answers").hidden = true;
    part("kept").hidden = false;
    part("kept").focus();
    const answer = await this.queue.flush();
    if (answer?.locked) location.assign(this.today.urls.stop);
    else if (answer) location.assign(part<HTMLAnchorElement>("back").href);
  }

  private openLeave(): void {
    const { stage } = this.course;
    this.course.pause();
    this.view.show(this.course);
    if (stage === "countdown") location.assign(part<HTMLAnchorElement>("back").href);
    else this.leaveSheet.open();
  }
}
