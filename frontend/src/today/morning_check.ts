/**
 * The morning check, one question after the other. The first tap is logged at once; the answers that
 * follow correct that entry, so that nothing is lost when somebody stops in between.
 */
import { newOrCorrected, type PainFields } from "../log/entry";
import type { EntryQueue } from "../log/queue";
import { whenChosen } from "../page/chosen";
import { numbersIn, yesNoIn } from "../page/form_answers";
import { part, parts, setText } from "../page/part";
import type { TodayDocument } from "./document";

const questions = ["score", "pinched", "pinch", "limp", "night_waking", "analgesic"] as const;
type Question = (typeof questions)[number];

export function connectMorningCheck(today: TodayDocument, queue: EntryQueue): void {
  const card = document.querySelector<HTMLElement>("[data-morning]");
  if (card) new MorningCheck(card, today, queue).start();
}

class MorningCheck {
  private readonly form: HTMLFormElement;
  private first: string | null;
  private asked: Question = "score";

  constructor(
    private readonly card: HTMLElement,
    private readonly today: TodayDocument,
    private readonly queue: EntryQueue,
  ) {
    this.form = part<HTMLFormElement>("morning-form", card);
    this.first = today.morning.answer?.id ?? null;
  }

  start(): void {
    this.card.classList.add("stepwise");
    this.ask("score");
    whenChosen(this.form, () => void this.answered());
    part("morning-later", this.card).addEventListener("click", () => (this.card.hidden = true));
    part("morning-change", this.card).addEventListener("click", (event) => {
      event.preventDefault();
      this.show(true);
      this.clear();
      this.ask("score");
    });
  }

  private async answered(): Promise<void> {
    const asked = this.asked;
    if (this.value(asked) === null) return;
    const next = this.after(asked);
    if (next) this.ask(next, true);
    else this.close();
    if (asked === "score" || !next) await this.log();
    if (!next) await this.showHarm();
  }

  /** The question after this one; the strength of a pinch is asked only where there was one. */
  private after(asked: Question): Question | null {
    const rest = questions.slice(questions.indexOf(asked) + 1);
    return rest.find((question) => question !== "pinch" || this.value("pinched") === "yes") ?? null;
  }

  private ask(question: Question, takeFocus = false): void {
    this.asked = question;
    for (const element of parts("part", this.form)) {
      element.classList.toggle("asked", element.dataset["part"] === question);
    }
    if (takeFocus) {
      this.form
        .querySelector<HTMLInputElement>(`[data-part="${question}"] input`)
        ?.focus({ preventScroll: true });
    }
  }

  private close(): void {
    setText(part("morning-words", this.card), `Pain ${this.value("score")} of 10`);
    this.show(false);
    part("morning-change", this.card).focus({ preventScroll: true });
  }

  /** No answer is chosen beforehand, not even the one of before. */
  private clear(): void {
    for (const radio of this.form.querySelectorAll<HTMLInputElement>("input[type=radio]"))
      radio.checked = false;
  }

  private show(open: boolean): void {
    if (open) part("morning-harm", this.card).hidden = true;
    this.form.hidden = !open;
    this.card.classList.toggle("answered", !open);
    part("morning-line", this.card).hidden = open;
  }

  private async log(): Promise<void> {
    const entry = newOrCorrected(this.first, this.fields());
    this.first ??= entry.id;
    await this.queue.add(entry);
    void this.queue.flush();
  }

  /** What the answers mean, as the rules say it; without a connection the next visit says it. */
  private async showHarm(): Promise<void> {
    const now = await this.fetchToday();
    if (!now) return;
    if (now.state !== this.today.state) location.reload();
    const harm = part("morning-harm", this.card);
    harm.hidden = !now.morning_answer;
    setText(part("harm-title", harm), now.morning_answer?.title ?? "");
    setText(part("harm-text", harm), now.morning_answer?.text ?? "");
    setText(part("harm-harm", harm), now.morning_answer?.harm ?? "");
  }

  private async fetchToday(): Promise<TodayDocument | null> {
    try {
      await this.queue.flush();
      const answer = await fetch(this.today.urls.today, { credentials: "same-origin" });
      return answer.ok ? ((await answer.json()) as TodayDocument) : null;
    } catch {
      return null;
    }
  }

  private fields(): PainFields {
    const pinch = this.value("pinched") === "no" ? { pinch: 0 } : numbersIn(this.form, "pinch");
    return {
      kind: "pain",
      when: "next_morning",
      ...numbersIn(this.form, "score"),
      ...pinch,
      ...yesNoIn(this.form, "limp", "night_waking", "analgesic"),
    };
  }

  private value(name: string): string | null {
    return new FormData(this.form).get(name) as string | null;
  }
}
