/** Lets the reader choose the figure's skin tone and build, and shows it at once. */
import { part } from "../page/part";
import { keepChoice, readChoice, type LookChoice } from "./chosen_look";
import { FigureView } from "./figure_view";

export class LookChooser {
  private readonly view: FigureView;

  constructor(private readonly root: HTMLElement) {
    this.view = new FigureView(part("stage", root), { side: 0.05, top: 0.05, bottom: 0.05 });
  }

  /** Stays hidden where the figure cannot be drawn: there would be nothing to choose for. */
  async start(): Promise<void> {
    const { root, view } = this;
    const choice = readChoice();
    for (const name of ["tone", "build"] as const) {
      const chosen = root.querySelector<HTMLInputElement>(`[name="${name}"][value="${choice[name]}"]`);
      if (chosen) chosen.checked = true;
    }
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

  private choose(): void {
    const value = (name: keyof LookChoice): number =>
      Number(
        this.root.querySelector<HTMLInputElement>(`[name="${name}"]:checked`)?.value ?? readChoice()[name],
      );
    keepChoice({ tone: value("tone"), build: value("build") });
    this.view.wear();
  }
}
