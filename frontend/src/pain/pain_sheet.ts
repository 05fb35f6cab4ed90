/** The sheet behind the pain button: three taps, then what to do. The set has stopped before it opens. */
import type { Core } from "../core/core";
import { newOrCorrected, type LogEntry, type PainFields, type Side } from "../log/entry";
import { part, setText } from "../page/part";
import { Sheet } from "../page/sheet";
import type { TodayDocument } from "../today/document";
import { strictAnswer, type PainAnswer } from "./answer";
import type { PainPlace } from "./place";
import { PlacePicker } from "./place_picker";

/** What the press interrupted. */
export interface PainPress {
  /** The exercise it belongs to; null for a home test that is none. */
  exercise: string | null;
  name: string;
  /** The home test that was on. */
  test?: string;
  /** The run or walk that was on. */
  outing?: "running" | "walking";
  workingSide: Side;
  /** "Clamshell · set 2 paused at 7 of 10" */
  pausedWords: string;
  rangeShare: number;
  /** Pinches answered in this exercise today, before this press. */
  pinchesBefore: number;
  leftOut: readonly string[];
}

/** What the player does when the sheet is left. */
export interface PainWays {
  goOn(answer: PainAnswer, isPinch: boolean): void;
  leaveOut(answer: PainAnswer, isPinch: boolean): void;
  endSession(): void;
  askFlags(): void;
  log(entry: LogEntry): void;
  closed(): void;
}

interface PainFacts {
  place: PainPlace | null;
  strength: number | null;
  kind: string | null;
}

export class PainSheet {
  private readonly sheet: Sheet;
  private readonly form: HTMLFormElement;
  private readonly picker: PlacePicker;
  private press: PainPress | null = null;
  private answer: PainAnswer | null = null;
  private firstEntry: string | null = null;
  private turn = 0;
  private isLeft = false;

  constructor(
    private readonly today: TodayDocument,
    private readonly core: Core,
    private readonly ways: PainWays,
  ) {
    const dialog = part<HTMLDialogElement>("pain-sheet");
    this.sheet = new Sheet(dialog, () => {
      if (!this.isLeft) ways.closed();
    });
    this.form = part<HTMLFormElement>("pain-form", dialog);
    this.picker = new PlacePicker(
      part("pain-where", dialog),
      today.settings.pain_places,
      () => void this.changed(),
    );
    this.form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement && /^(strength|kind)$/.test(event.target.name))
        void this.changed();
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    part("go-on", dialog).addEventListener("click", () =>
      this.leave((answer) => ways.goOn(answer, this.isPinch())),
    );
    part("leave-out", dialog).addEventListener("click", () =>
      this.leave((answer) => ways.leaveOut(answer, this.isPinch())),
    );
    part("end-session", dialog).addEventListener("click", () => this.leave(() => ways.endSession()));
  }

  open(press: PainPress): void {
    this.press = press;
    this.firstEntry = null;
    this.isLeft = false;
    this.turn += 1;
    this.form.reset();
    this.picker.reset();
    this.showAnswer(null);
    setText(part("pain-place", this.sheet.dialog), press.pausedWords);
    setText(part("pain-title", this.sheet.dialog), `We stopped the ${stoppedWord(press)}`);
    this.sheet.open();
  }

  private async changed(): Promise<void> {
    const press = this.press;
    if (!press) return;
    const facts = this.facts();
    const turn = ++this.turn;
    if (facts.strength !== null) this.log(press, facts);
    const answer = await this.ask(press, facts);
    if (turn !== this.turn || this.isLeft) return; // A later tap has asked again.
    if (answer.action === "red_flag_questions") {
      this.answer = answer;
      this.leave(() => this.ways.askFlags());
    } else if (facts.place && facts.strength !== null && facts.kind) {
      this.showAnswer(answer);
    }
  }

  private async ask(press: PainPress, { place, strength, kind }: PainFacts): Promise<PainAnswer> {
    const payload = {
      ...this.today.pain_context,
      ...subjectOf(press),
      working_side: press.workingSide,
      range_share: press.rangeShare,
      small_pinches: press.pinchesBefore,
      left_out: press.leftOut,
      analgesic: this.today.morning.answer?.analgesic ?? null,
      strength,
      kind,
      place: place?.place ?? null,
      place_side: place?.side ?? null,
    };
    try {
      return (await this.core.call("answer-pain", payload)) as PainAnswer;
    } catch {
      return strictAnswer(press.name, press.rangeShare);
    }
  }

  private facts(): PainFacts {
    const data = new FormData(this.form);
    const [strength, kind] = [data.get("strength"), data.get("kind")];
    return {
      place: this.picker.chosen,
      strength: strength === null ? null : Number(strength),
      kind: kind === null ? null : String(kind),
    };
  }

  private isPinch(): boolean {
    return this.facts().kind === "pinch";
  }

  /** The first strength is an entry; what is answered after it corrects that entry. */
  private log(press: PainPress, { place, strength, kind }: PainFacts): void {
    const fields: PainFields = {
      kind: "pain",
      when: "during",
      ...(press.exercise ? { exercise: press.exercise } : {}),
      side: press.workingSide,
      ...(strength === null ? {} : { score: strength }),
      ...(kind === null ? {} : { quality: kind, pinch: kind === "pinch" ? (strength ?? 0) : 0 }),
      ...(place ? { site: place.place } : {}),
    };
    const entry = newOrCorrected(this.firstEntry, fields);
    this.firstEntry ??= entry.id;
    this.ways.log(entry);
  }

  private showAnswer(answer: PainAnswer | null): void {
    const { dialog } = this.sheet;
    this.answer = answer;
    part("answer", dialog).hidden = answer === null;
    part("answer-ways", dialog).hidden = answer === null;
    if (!answer) return;
    setText(part("answer-title", dialog), answer.title);
    setText(part("answer-text", dialog), answer.text);
    setText(part("answer-harm", dialog), answer.harm);
    setText(part("answer-call", dialog), answer.call);
    setText(part("answer-source", dialog), answer.rule_line);
    this.showWays(answer);
    part("answer", dialog).scrollIntoView({ block: "start", behavior: "smooth" });
  }

  private showWays(answer: PainAnswer): void {
    const { dialog } = this.sheet;
    const isOver = answer.action === "end_session";
    const [goOn, leaveOut, end] = [
      part("go-on", dialog),
      part("leave-out", dialog),
      part("end-session", dialog),
    ];
    goOn.hidden = !answer.may_go_on;
    setText(goOn, answer.go_on);
    leaveOut.hidden = isOver;
    leaveOut.classList.toggle("quiet", answer.may_go_on);
    setText(leaveOut, answer.leave);
    // Leaving a test or a run out is the end of it.
    end.hidden = (this.press?.test ?? this.press?.outing) !== undefined && !isOver;
    end.classList.toggle("plain", !isOver);
    setText(end, isOver ? answer.leave : "End the session");
  }

  private leave(way: (answer: PainAnswer) => void): void {
    const { answer } = this;
    if (!answer) return;
    this.isLeft = true;
    this.sheet.close();
    way(answer);
  }
}

/** What the rules are asked about: a home test, a run or a walk, or an exercise. */
function subjectOf({ test, outing, exercise }: PainPress): Record<string, string | null> {
  if (test) return { test };
  return outing ? { outing } : { exercise };
}

function stoppedWord({ test, outing }: PainPress): string {
  if (outing) return outing === "running" ? "run" : "walk";
  return test ? "test" : "set";
}
