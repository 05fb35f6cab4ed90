/** What came of a home test: both sides raw, and the sentences of the rules once the core has said them. */
import { part, setText } from "../page/part";

export interface ResultCard {
  name: string;
  percent: number | null;
  sides: {
    side: string;
    words: string;
    value: string;
    unit: string;
    trials_words: string;
    is_stopped: boolean;
  }[];
  sentences: { title: string; text: string }[];
}

export class ResultView {
  private readonly page = part("finish");

  /** The page opens before the core has answered; what was measured is on the phone already. */
  open(title: string, lead: string): void {
    part("player-page").hidden = true;
    this.page.hidden = false;
    setText(part("finish-title", this.page), title);
    setText(part("finish-lead", this.page), lead);
    scrollTo(0, 0);
    part("finish-title", this.page).focus();
  }

  show(card: ResultCard): void {
    part("result-sides", this.page).replaceChildren(...card.sides.map(sideBox));
    part("result-words", this.page).replaceChildren(...card.sentences.map(sentence));
    part("result", this.page).hidden = false;
  }

  showLater(): void {
    setText(
      part("result-later", this.page),
      "It is kept. What it says stands on the page of your progress soon.",
    );
    part("result-later", this.page).hidden = false;
  }
}

function sideBox(side: ResultCard["sides"][number]): HTMLElement {
  const box = document.createElement("div");
  const name = element("p", "over", side.words);
  const value = element(
    "p",
    side.value ? "big" : "none",
    side.value || (side.is_stopped ? "stopped" : "not complete"),
  );
  const more = side.trials_words ? `${side.unit}, trials ${side.trials_words}` : side.value ? side.unit : "";
  box.append(name, value, element("p", "small muted", more));
  return box;
}

function sentence({ title, text }: ResultCard["sentences"][number]): HTMLElement {
  const line = element("p", "small", "");
  line.append(element("b", "", `${title}.`), ` ${text}`);
  return line;
}

function element(tag: string, name: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
