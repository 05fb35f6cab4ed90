/** Beside the exercises: runs and walks that are typed in go through the phone's own queue, like every entry. */
import { newOrCorrected, type FactFields } from "./log/entry";
import { openQueue } from "./log/open_queue";
import type { EntryQueue } from "./log/queue";
import { answersIn } from "./outing/answers";
import { parts } from "./page/part";

function fieldsOf(form: HTMLFormElement): FactFields {
  const data = new FormData(form);
  const answers = answersIn(form);
  if (data.get("kind") === "walk") {
    const { score } = answers;
    return { kind: "walk", minutes: Number(data.get("minutes")), ...(score === undefined ? {} : { score }) };
  }
  const step = Number(data.get("step"));
  return { kind: "run", ...(step > 0 ? { step } : {}), ...answers };
}

/** Sent, the page tells what was logged; kept, it says so itself. */
async function keep(form: HTMLFormElement, queue: EntryQueue): Promise<void> {
  const of = new FormData(form).get("of");
  const entry = newOrCorrected(typeof of === "string" ? of : null, fieldsOf(form));
  if (await queue.addAndFlush(entry)) {
    location.reload();
    return;
  }
  const kept = document.createElement("p");
  kept.className = "notice";
  kept.setAttribute("role", "status");
  kept.textContent = "Kept on this phone. It goes out by itself.";
  form.replaceWith(kept);
}

const queue = openQueue();
if (queue) {
  for (const form of parts<HTMLFormElement>("beside-form")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void keep(form, queue);
    });
  }
}
