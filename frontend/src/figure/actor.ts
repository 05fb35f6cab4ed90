/** One figure with its props, posed by one clip. */
import {
  Matrix4,
  type Object3D,
  Scene,
  SkinnedMesh,
  Vector3,
  type BufferGeometry,
  type Skeleton,
  type Vector4,
} from "three";
import { Clip } from "../clip/clip";
import type { MuscleRole, Triple } from "../clip/clip_file";
import type { Body } from "./body";
import type { LightUniforms } from "./light_uniforms";
import type { Look } from "./look";
import { muscleRows } from "./muscle_rows";
import { PropView } from "./prop_view";
import { RangeArc } from "./range_arc";
import { muscleVectors, SkinMaterial } from "./skin_material";

const roles: Record<MuscleRole, string> = {
  working: "uWorking",
  stretched: "uStretched",
  steady: "uSteady",
};

const groundKinds = ["mat", "wall", "tape-measure"];

export class Actor {
  readonly scene = new Scene();
  readonly skeleton: Skeleton;
  private readonly skin: SkinnedMesh<BufferGeometry, SkinMaterial>;
  private readonly props: PropView[];
  private readonly arc: RangeArc | null;
  private readonly bones: Map<string, Skeleton["bones"][number]>;

  constructor(
    readonly clip: Clip,
    body: Body,
    light: LightUniforms,
    look: Look,
  ) {
    this.skeleton = body.newSkeleton();
    this.bones = new Map(this.skeleton.bones.map((bone) => [bone.name, bone]));
    this.skin = new SkinnedMesh(body.geometry, new SkinMaterial(light, body.clothRangeM));
    this.skin.frustumCulled = false;
    this.skin.bind(this.skeleton, new Matrix4());
    this.skin.material.wear(look);
    for (const bone of this.skeleton.bones) if (!bone.parent) this.scene.add(bone);
    this.props = clip.file.props.map((prop) => new PropView(prop, this.skeleton, light));
    this.scene.add(this.skin, ...this.props.map(({ mesh }) => mesh));
    this.arc = clip.file.limit ? new RangeArc(clip.file.limit) : null;
    if (this.arc) this.hang(this.arc.group, clip.file.limit!.bone);
    this.showMuscles(body.muscles);
    this.pose(0);
  }

  /** Stand as at a moment of the clip (seconds). */
  pose(timeS: number): void {
    const root = this.skeleton.bones[0]!;
    this.clip.pose(
      timeS,
      (bone, x, y, z, w) => this.bones.get(bone)?.quaternion.set(x, y, z, w),
      (x, y, z) => root.position.set(x, y, z),
    );
    this.clip.file.props.forEach((_, i) => {
      const [x, y, z] = this.clip.propShift(i, timeS);
      this.props[i]!.mesh.position.set(x, y, z);
    });
    this.scene.updateMatrixWorld(true);
  }

  /** What throws no shadow: marks, and what lies flat on the ground. */
  get shadowless(): { visible: boolean }[] {
    const flat = this.props.filter((_, i) => groundKinds.includes(this.clip.file.props[i]!.kind));
    return [...flat.map(({ mesh }) => mesh), ...(this.arc ? [this.arc.group] : [])];
  }

  wear(look: Look): void {
    this.skin.material.wear(look);
  }

  /** Where a point that hangs on a bone is now; neutral coordinates in, metres in the room out. */
  placeOf(bone: string, [x, y, z]: Triple): Vector3 {
    const index = this.skeleton.bones.findIndex((candidate) => candidate.name === bone);
    const point = new Vector3(x, y, z);
    if (index < 0) return point;
    return point
      .applyMatrix4(this.skeleton.boneInverses[index]!)
      .applyMatrix4(this.skeleton.bones[index]!.matrixWorld);
  }

  /** Where a bone hangs on its parent now (metres in the room). */
  jointPlace(bone: string): Triple {
    const place = new Vector3().setFromMatrixPosition(this.bones.get(bone)?.matrixWorld ?? new Matrix4());
    return [place.x, place.y, place.z];
  }

  dispose(): void {
    this.skin.material.dispose();
    this.skeleton.dispose();
    this.arc?.dispose();
    for (const prop of this.props) prop.dispose();
  }

  /** Things in neutral coordinates move with a bone once its neutral place is taken off. */
  private hang(thing: Object3D, bone: string): void {
    const index = this.skeleton.bones.findIndex(({ name }) => name === bone);
    if (index < 0) return;
    thing.applyMatrix4(this.skeleton.boneInverses[index]!);
    this.skeleton.bones[index]!.add(thing);
  }

  private showMuscles(order: readonly string[]): void {
    for (const [role, uniform] of Object.entries(roles) as [MuscleRole, string][]) {
      const rows = muscleRows(this.clip.file.muscles, role, order, muscleVectors);
      const vectors = this.skin.material.uniforms[uniform]!.value as Vector4[];
      vectors.forEach((vector, i) => vector.fromArray(rows, i * 4));
    }
  }
}
