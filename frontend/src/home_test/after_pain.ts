/** How much the hip hurt in a test: one tap, which another tap corrects. */
import { newOrCorrected, type PainFields } from "../log/entry";
import type { EntryQueue } from "../log/queue";
import { part, setText } from "../page/part";
import type { TestDocument } from "./document";

export function connectAfterPain(test: TestDocument, queue: EntryQueue): void {
  const form = part<HTMLFormElement>("after-pain");
  let first: string | null = null;
  form.addEventListener("change", () => {
    const score = new FormData(form).get("score");
    if (score === null) return;
    const fields: PainFields = {
      kind: "pain",
      when: "during",
      score: Number(score),
      ...(test.exercise ? { exercise: test.exercise } : {}),
    };
    const entry = newOrCorrected(first, fields);
    first ??= entry.id;
    void queue.addAndFlush(entry);
    setText(part("after-pain-words", form), `Kept: ${String(score)} of 10.`);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}
