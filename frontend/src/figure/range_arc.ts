/** The permitted range at a joint: a pale sector with a firm rim; beyond it the rim goes on in dashes. */
import { BufferAttribute, BufferGeometry, DoubleSide, Group, Mesh, MeshBasicMaterial } from "three";
import type { LimitFile, Triple } from "../clip/clip_file";

const permittedColour = "#0b8a86";
const beyondColour = "#7d8a90";
/** How wide the rim is, as a share of the radius. */
const rimShare = 0.055;

export class RangeArc {
  readonly group = new Group();
  private readonly parts: Mesh<BufferGeometry, MeshBasicMaterial>[];

  constructor({ centre, permitted, beyond }: LimitFile) {
    const pieces = permitted.slice(1).map((point, i): [Triple, Triple] => [permitted[i]!, point]);
    const dashes = beyond
      .slice(1)
      .map((point, i): [Triple, Triple] => [beyond[i]!, point])
      .filter((_, i) => i % 2 === 1);
    this.parts = [
      sheet(
        pieces.flatMap(([a, b]) => [centre, a, b]),
        permittedColour,
        0.28,
      ),
      sheet(rim(centre, pieces), permittedColour, 0.95),
      sheet(rim(centre, dashes), beyondColour, 0.8),
    ];
    this.group.add(...this.parts);
  }

  dispose(): void {
    for (const part of this.parts) {
      part.geometry.dispose();
      part.material.dispose();
    }
  }
}

/** Triangles, three points each. Seen through the thigh: an arc that hides in the flesh tells nothing. */
function sheet(points: Triple[], color: string, opacity: number): Mesh<BufferGeometry, MeshBasicMaterial> {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(points.flat()), 3));
  const material = new MeshBasicMaterial({
    color,
    opacity,
    transparent: true,
    side: DoubleSide,
    depthTest: false,
    depthWrite: false,
  });
  const mesh = new Mesh(geometry, material);
  mesh.renderOrder = 1;
  mesh.frustumCulled = false;
  return mesh;
}

function rim(centre: Triple, pieces: readonly [Triple, Triple][]): Triple[] {
  return pieces.flatMap(([a, b]) => {
    const [innerA, innerB] = [inwards(centre, a), inwards(centre, b)];
    return [innerA, a, b, innerA, b, innerB];
  });
}

function inwards(centre: Triple, point: Triple): Triple {
  return point.map((value, i) => value + (centre[i]! - value) * rimShare) as Triple;
}
