/** The plan as a dotted line over the patient's figure: the working leg and the trunk, hips upon hips. */
import type { Triple } from "../clip/clip_file";
import type { FigureView } from "../figure/figure_view";

const chain = (side: string) => [
  "spine3",
  "pelvis",
  `femur_${side}`,
  `tibia_${side}`,
  `foot_${side}`,
  `toes_${side}`,
];

export class PlanOutline {
  private readonly bones: string[];
  private readonly line: SVGPolylineElement;

  constructor(
    private readonly svg: SVGSVGElement,
    private readonly patient: FigureView,
    private readonly plan: FigureView,
    working: "left" | "right",
  ) {
    this.bones = chain(working === "left" ? "l" : "r");
    this.line = svg.querySelector("polyline")!;
  }

  /** Both figures are posed. Nothing is drawn while the person was not in position. */
  draw(isAside: boolean): void {
    const planned = this.plan.jointPlaces(this.bones);
    const own = this.patient.jointPlaces(["pelvis"])[0];
    const hips = planned[1];
    const isShown = !isAside && own !== undefined && hips !== undefined;
    this.svg.toggleAttribute("hidden", !isShown);
    if (!isShown) return;
    const shift = own.map((value, axis) => value - hips[axis]!);
    const places = planned.map((place) => place.map((value, axis) => value + shift[axis]!) as Triple);
    const points = this.patient.projected(places);
    this.line.setAttribute(
      "points",
      points.map(({ x, y }) => `${(100 * x).toFixed(2)},${(100 * y).toFixed(2)}`).join(" "),
    );
  }
}
