/** The body in three.js: its geometry once for all figures of a page, and a skeleton for each. */
import { Bone, BufferAttribute, BufferGeometry, Matrix4, Skeleton } from "three";
import type { BodyAttribute, BodyFile } from "./body_file";
import { muscleVectors } from "./skin_material";

/** Hangs on no bone: what stands still in the room. */
export const roomBone = "room";

/** glTF's names for what three.js calls otherwise. */
const renamed: Record<string, string> = {
  POSITION: "position",
  NORMAL: "normal",
  JOINTS_0: "skinIndex",
  WEIGHTS_0: "skinWeight",
};

export class Body {
  readonly geometry = new BufferGeometry();
  readonly muscles: readonly string[];
  readonly clothRangeM: number;

  constructor(private readonly file: BodyFile) {
    this.muscles = file.muscles;
    this.clothRangeM = file.clothRangeM;
    for (const [name, attribute] of Object.entries(file.attributes)) {
      const ours = renamed[name] ?? name.toLowerCase();
      this.geometry.setAttribute(
        ours,
        ours === "position" ? placed(attribute, file.scale, file.offset) : this.bufferOf(ours, attribute),
      );
    }
    this.geometry.setIndex(asBuffer(file.indices));
    this.fillGaps();
  }

  /** A new skeleton in the neutral posture; its bones are the body's in order, then the room. */
  newSkeleton(): Skeleton {
    const bones = this.file.bones.map(({ name }) => named(name));
    this.file.bones.forEach(({ parent, origin }, i) => {
      const from = parent < 0 ? [0, 0, 0] : this.file.bones[parent]!.origin;
      bones[i]!.position.set(origin[0] - from[0]!, origin[1] - from[1]!, origin[2] - from[2]!);
      if (parent >= 0) bones[parent]!.add(bones[i]!);
    });
    const inverses = this.file.bones.map(({ origin: [x, y, z] }) =>
      new Matrix4().makeTranslation(-x, -y, -z),
    );
    return new Skeleton([...bones, named(roomBone)], [...inverses, new Matrix4()]);
  }

  dispose(): void {
    this.geometry.dispose();
  }

  /** The way to a broad build comes in steps of a length. */
  private bufferOf(name: string, attribute: BodyAttribute): BufferAttribute {
    if (name !== "_broad") return asBuffer(attribute);
    return new BufferAttribute(
      Float32Array.from(attribute.values, (v) => v * this.file.broadStepM),
      3,
    );
  }

  /** A body without some of the figure's own fields is shown without them. */
  private fillGaps(): void {
    const count = this.geometry.getAttribute("position").count;
    const wanted = ["_cloth", "_broad", ...Array.from({ length: muscleVectors }, (_, i) => `_muscles${i}`)];
    for (const name of wanted) {
      if (this.geometry.hasAttribute(name)) continue;
      const width = name === "_broad" ? 3 : 4;
      this.geometry.setAttribute(name, new BufferAttribute(new Uint8Array(count * width), width, true));
    }
  }
}

function named(name: string): Bone {
  const bone = new Bone();
  bone.name = name;
  return bone;
}

function asBuffer({ values, width, normalized }: BodyAttribute): BufferAttribute {
  return new BufferAttribute(values, width, normalized);
}

/** Positions in metres: the shader tells left from right by them. */
function placed(
  { values, width, normalized }: BodyAttribute,
  scale: readonly number[],
  offset: readonly number[],
): BufferAttribute {
  const whole = normalized
    ? values instanceof Int16Array
      ? 32767
      : values instanceof Uint16Array
        ? 65535
        : 1
    : 1;
  const metres = Float32Array.from(values, (value, i) => (value / whole) * scale[i % 3]! + offset[i % 3]!);
  return new BufferAttribute(metres, width);
}
