/** The turns of a home test in their order: each side its practice, then each trial on one side after the other. */
import type { Side } from "../log/entry";
import type { TestDocument, TestSide } from "./document";

export interface Turn extends TestSide {
  isPractice: boolean;
  /** From 1, within practice or trials. */
  number: number;
  of: number;
}

type Plan = Pick<TestDocument, "practice" | "trials" | "sides">;

/** One leg rests while the other works: so the sides take turns. */
export function turnsOf({ practice, trials, sides }: Plan): Turn[] {
  const round = (isPractice: boolean, of: number) =>
    Array.from({ length: of }, (_, i) => sides.map((side) => ({ ...side, isPractice, number: i + 1, of })));
  return [...round(true, practice), ...round(false, trials)].flat();
}

/** "Practice" or "Trial 2 of 3", as the guide says it. */
export function turnWords({ isPractice, number, of }: Turn): string {
  const word = isPractice ? "Practice" : "Trial";
  return of > 1 ? `${word} ${number} of ${of}` : word;
}

export type TrialValues = Partial<Record<Side, number[]>>;
