/** What was measured with a tape: one field for each trial, by side and direction. */
import { part } from "../page/part";
import type { Side } from "../log/entry";
import type { TestDocument } from "./document";

/** By side, a list of centimetres, or one of each direction; an empty field is a trial that was not done. */
export interface TapeAnswer {
  trials: Partial<Record<Side, number[] | Record<string, number[]>>>;
  leg_length_cm?: number;
}

export function connectTapeForm(test: TestDocument, done: (answer: TapeAnswer) => void): void {
  const form = document.querySelector<HTMLFormElement>("[data-tape-form]");
  form?.addEventListener("input", () => (part("tape-missing", form).hidden = true));
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = readTape(test, new FormData(form));
    part("tape-missing", form).hidden = answer !== null;
    if (answer) done(answer);
  });
}

/** The answer in a form; null where nothing was measured. */
export function readTape(test: TestDocument, data: FormData): TapeAnswer | null {
  const trials: TapeAnswer["trials"] = {};
  for (const { side } of test.sides) {
    const reached = test.directions.map(({ id }) => [id, numbers(data, test, `${side}-${id}`)] as const);
    const found = test.directions.length > 0 ? Object.fromEntries(reached) : numbers(data, test, side);
    if (Object.values(found).flat().length > 0) trials[side] = found;
  }
  if (Object.keys(trials).length === 0) return null;
  const leg = Number(data.get("leg"));
  return leg > 0 ? { trials, leg_length_cm: leg } : { trials };
}

function numbers(data: FormData, test: TestDocument, name: string): number[] {
  const given = Array.from({ length: test.trials }, (_, i) => String(data.get(`${name}-${i + 1}`) ?? ""));
  return given.filter((text) => text.trim() !== "").map(Number);
}
