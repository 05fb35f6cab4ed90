/** The end of a session: what was done, the hip now, and whether all of it has been sent. */
import { newEntry } from "../log/entry";
import type { EntryQueue, QueueState } from "../log/queue";
import { numbersIn, yesNoIn } from "../page/form_answers";
import { part, setText } from "../page/part";
import type { TodayDocument, TodayItem } from "../today/document";
import { iconAddress } from "../icons";
import type { SavedRun } from "./saved_run";
import { ShareQuestion } from "./share_question";

export class FinishPage {
  private readonly page = part("finish");

  constructor(
    private readonly today: TodayDocument,
    private readonly queue: EntryQueue,
  ) {
    const form = part<HTMLFormElement>("after-form", this.page);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.save(form);
    });
    queue.onChange((state) => this.showKept(state));
  }

  /** `asksToShare`: the camera counted, and nobody asked yet whether its points may be kept. */
  show(run: SavedRun, endedByPain: boolean, asksToShare: boolean): void {
    part("player").hidden = true;
    this.page.hidden = false;
    const list = part("finish-list", this.page);
    list.replaceChildren(...this.today.items.map((item) => this.line(item, run)));
    const title = part("finish-title", this.page);
    setText(title, endedByPain ? "Enough for today" : "Done for today");
    setText(part("finish-lead", this.page), endedByPain ? "Stopping in time is part of the plan." : "");
    void this.queue.state().then((state) => this.showKept(state));
    if (asksToShare && this.today.urls.share) new ShareQuestion(this.today.urls.share).show();
    scrollTo(0, 0);
    title.focus();
  }

  private line(item: TodayItem, run: SavedRun): HTMLLIElement {
    const line = document.createElement("li");
    const done = run.setsDone[item.exercise] ?? 0;
    const planned = this.today.script.filter((s) => s.kind === "set" && s.exercise === item.exercise).length;
    const words = document.createElement("span");
    words.className = "grow";
    words.textContent = item.name;
    const count = document.createElement("span");
    count.className = "small muted";
    count.textContent = this.words(item, run, done, planned);
    line.append(icon(done >= planned ? "check" : done > 0 ? "clock" : "hold"), words, count);
    return line;
  }

  private words(item: TodayItem, run: SavedRun, done: number, planned: number): string {
    const unit = item.is_hold ? "holds" : "sets";
    if (run.leftOutForPain.includes(item.exercise)) return `${done} of ${planned} ${unit}, stopped for pain`;
    if (run.skipped.includes(item.exercise))
      return done ? `${done} of ${planned} ${unit}, then skipped` : "skipped";
    return `${done} of ${planned} ${unit}`;
  }

  private async save(form: HTMLFormElement): Promise<void> {
    const answers = { ...numbersIn(form, "score"), ...yesNoIn(form, "limp") };
    if (Object.keys(answers).length > 0) {
      await this.queue.add(newEntry({ kind: "pain", when: "after", ...answers }));
    }
    await this.queue.flush();
    location.assign(this.today.urls.done);
  }

  private showKept({ waiting, refused }: QueueState): void {
    const words = [
      waiting > 0
        ? `${waiting === 1 ? "One entry is" : `${waiting} entries are`} kept on this phone. They go out by themselves.`
        : "",
      refused > 0
        ? `${refused === 1 ? "One entry was" : `${refused} entries were`} not taken. Tell your clinic.`
        : "",
    ];
    setText(part("kept-words", this.page), words.join(" ").trim() || "Everything is sent.");
  }
}

function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon small");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", iconAddress(name));
  svg.append(use);
  return svg;
}
