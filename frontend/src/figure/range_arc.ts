/** The permitted range at a joint: a filled sector and its edge; beyond it a thin dashed line. */
import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Group,
  Line,
  LineBasicMaterial,
  LineDashedMaterial,
  Mesh,
  MeshBasicMaterial,
} from "three";
import type { LimitFile, Triple } from "../clip/clip_file";

const colour = "#0b686e";

export class RangeArc {
  readonly group = new Group();
  private readonly parts: (
    Mesh<BufferGeometry, MeshBasicMaterial> | Line<BufferGeometry, LineBasicMaterial>
  )[];

  constructor({ centre, permitted, beyond }: LimitFile) {
    const sector = new Mesh(
      fan(centre, permitted),
      new MeshBasicMaterial({
        color: colour,
        transparent: true,
        opacity: 0.3,
        side: DoubleSide,
        depthWrite: false,
      }),
    );
    const edge = new Line(line([centre, ...permitted, centre]), new LineBasicMaterial({ color: colour }));
    const rest = new Line(
      line(beyond),
      new LineDashedMaterial({
        color: colour,
        dashSize: 0.02,
        gapSize: 0.015,
        transparent: true,
        opacity: 0.6,
      }),
    );
    rest.computeLineDistances();
    this.parts = [sector, edge, rest];
    this.group.add(...this.parts);
  }

  dispose(): void {
    for (const part of this.parts) {
      part.geometry.dispose();
      part.material.dispose();
    }
  }
}

function line(points: readonly Triple[]): BufferGeometry {
  return new BufferGeometry().setAttribute(
    "position",
    new BufferAttribute(new Float32Array(points.flat()), 3),
  );
}

function fan(centre: Triple, rim: readonly Triple[]): BufferGeometry {
  const geometry = line([centre, ...rim]);
  return geometry.setIndex(rim.slice(1).flatMap((_, i) => [0, i + 1, i + 2]));
}
