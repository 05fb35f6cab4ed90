/**
 * What is logged of an outing: one entry, written when it ends or hurts, and corrected by every answer after it.
 * Of several presses of the pain button the worst counts; a later tap in the same press replaces the earlier one.
 */
import {
  newOrCorrected,
  type LogEntry,
  type PainFields,
  type RunFields,
  type WalkFields,
} from "../log/entry";
import type { OutingDocument } from "./document";

export interface OutingAnswers {
  score?: number;
  after?: number;
  pinch?: number;
  limp?: boolean;
  swelling?: boolean;
}

export class Told {
  private readonly presses: Pick<PainFields, "score" | "pinch">[] = [];
  private answers: OutingAnswers = {};

  constructor(
    private readonly outing: OutingDocument,
    private first: string | null = null,
  ) {}

  get entry(): string | null {
    return this.first;
  }

  pressed(): void {
    this.presses.push({});
  }

  felt({ score, pinch }: PainFields): void {
    this.presses[Math.max(0, this.presses.length - 1)] = {
      ...(score === undefined ? {} : { score }),
      ...(pinch === undefined ? {} : { pinch }),
    };
  }

  answer(answers: OutingAnswers): void {
    this.answers = answers;
  }

  /** The entry as it is known now. `minutes` were done, of running in a run. */
  write(minutes: number, isWhole: boolean): LogEntry {
    const entry = newOrCorrected(
      this.first,
      this.outing.kind === "run" ? this.run(minutes, isWhole) : this.walk(minutes),
    );
    this.first ??= entry.id;
    return entry;
  }

  private run(minutes: number, isWhole: boolean): RunFields {
    const { after, limp, swelling } = this.answers;
    return {
      kind: "run",
      ...(this.outing.step === null ? {} : { step: this.outing.step }),
      // Of a run that was broken off the step alone would say that all of it was run.
      ...(isWhole && this.outing.step !== null ? {} : { minutes }),
      finished: isWhole,
      ...worst("score", [...this.presses, this.answers]),
      ...worst("pinch", [...this.presses, this.answers]),
      ...(after === undefined ? {} : { after }),
      ...(limp === undefined ? {} : { limp }),
      ...(swelling === undefined ? {} : { swelling }),
    };
  }

  private walk(minutes: number): WalkFields {
    return { kind: "walk", minutes, ...worst("score", [...this.presses, this.answers]) };
  }
}

/** The highest of what was told under that name; nothing where nothing was. */
function worst<Name extends "score" | "pinch">(
  name: Name,
  told: readonly Partial<Record<Name, number>>[],
): Partial<Record<Name, number>> {
  const known = told.map((each) => each[name]).filter((value) => value !== undefined);
  return known.length > 0 ? ({ [name]: Math.max(...known) } as Partial<Record<Name, number>>) : {};
}
