/** Lets the reader choose the figure's skin tone and build, and shows it at once. */
import { part } from "../page/part";
import { keepChoice, readChoice } from "./chosen_look";
import { pagePalette } from "./look";
import { FigureView } from "./figure_view";

export class LookChooser {
  private readonly view: FigureView;

  constructor(private readonly root: HTMLElement) {
    this.view = new FigureView(part("stage", root), { side: 0.05, top: 0.05, bottom: 0.05 });
  }

  /** Stays hidden where the figure cannot be drawn: there would be nothing to choose for. */
  async start(): Promise<void> {
    const { root, view } = this;
    this.showChoice();
    root.hidden = false;
    await view.show([root.dataset["clip"] ?? ""], { start: "", end: "" });
    root.hidden = view.shown !== "figure";
    root.addEventListener("change", () => this.choose());
    const draw = (): void => {
      view.draw(0);
      requestAnimationFrame(draw);
    };
    draw();
  }

  private showChoice(): void {
    const { tone, build } = readChoice();
    const usual = `[name="tone"][data-skin="${pagePalette().skin}"]`;
    const worn = this.input(tone === undefined ? usual : `[name="tone"][value="${CSS.escape(tone)}"]`);
    for (const input of [worn, this.input(`[name="build"][value="${build ?? 0}"]`)])
      if (input) input.checked = true;
  }

  private choose(): void {
    const tone = this.input('[name="tone"]:checked');
    const build = this.input('[name="build"]:checked');
    keepChoice({
      ...(tone && { tone: tone.value, skin: tone.dataset["skin"]!, hair: tone.dataset["hair"]! }),
      ...(build && { build: Number(build.value) }),
    });
    this.view.wear();
  }

  private input(selector: string): HTMLInputElement | null {
    return this.root.querySelector<HTMLInputElement>(selector);
  }
}
