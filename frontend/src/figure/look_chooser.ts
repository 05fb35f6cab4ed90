/** Lets the reader choose the figure's skin tone, build and height, and shows it at once. */
import { part } from "../page/part";
import { keepChoice, lookOf, readChoice, type LookChoice } from "./chosen_look";
import { pagePalette } from "./look";
import { FigureView } from "./figure_view";

export class LookChooser {
  private readonly view: FigureView;
  private readonly height: HTMLInputElement;

  constructor(private readonly root: HTMLElement) {
    this.view = new FigureView(part("stage", root), { side: 0.05, top: 0.05, bottom: 0.05 });
    this.height = part<HTMLInputElement>("height", root);
  }

  /** Stays hidden where the figure cannot be drawn: there would be nothing to choose for. */
  async start(): Promise<void> {
    const { root, view } = this;
    this.showChoice();
    root.hidden = false;
    await view.show([root.dataset["clip"] ?? ""], { start: "", end: "" });
    root.hidden = view.shown !== "figure";
    this.wear();
    root.addEventListener("input", ({ target }) => this.choose(target === this.height));
    const draw = (): void => {
      view.draw(0);
      requestAnimationFrame(draw);
    };
    draw();
  }

  private showChoice(): void {
    const { tone, build, height } = readChoice();
    const usual = `[name="tone"][data-skin="${pagePalette().skin}"]`;
    const worn = this.input(tone === undefined ? usual : `[name="tone"][value="${CSS.escape(tone)}"]`);
    for (const input of [worn, this.input(`[name="build"][value="${build ?? 0}"]`)])
      if (input) input.checked = true;
    if (height !== undefined) this.height.value = String(height);
    this.sayHeight();
  }

  private choose(isHeight: boolean): void {
    const tone = this.input('[name="tone"]:checked');
    const build = this.input('[name="build"]:checked');
    keepChoice({
      ...(tone && { tone: tone.value, skin: tone.dataset["skin"]!, hair: tone.dataset["hair"]! }),
      ...(build && { build: Number(build.value) }),
      ...((isHeight || readChoice().height !== undefined) && this.heights),
    });
    this.sayHeight();
    this.wear();
  }

  /** Here the figure always has a height, so that the first touch of the slider already shows a difference. */
  private wear(): void {
    this.view.wear(lookOf({ ...readChoice(), ...this.heights }, pagePalette()));
  }

  private get heights(): Required<Pick<LookChoice, "height" | "tallest">> {
    return { height: Number(this.height.value), tallest: Number(this.height.max) };
  }

  private sayHeight(): void {
    const words = `${this.height.value} cm`;
    this.height.setAttribute("aria-valuetext", words);
    part("height-words", this.root).textContent = words;
  }

  private input(selector: string): HTMLInputElement | null {
    return this.root.querySelector<HTMLInputElement>(selector);
  }
}
