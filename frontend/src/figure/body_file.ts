/** Reads the body's GLB: geometry with the figure's own attributes, and the bones it hangs on. */

/** A binary glTF file as far as the body uses it. */
interface Gltf {
  nodes: { name?: string; children?: number[]; translation?: number[]; scale?: number[]; mesh?: number }[];
  meshes: { primitives: { attributes: Record<string, number>; indices: number }[]; extras?: BodyExtras }[];
  skins: { joints: number[] }[];
  accessors: {
    bufferView: number;
    byteOffset?: number;
    componentType: number;
    count: number;
    type: "SCALAR" | "VEC2" | "VEC3" | "VEC4" | "MAT4";
    normalized?: boolean;
  }[];
  bufferViews: { byteOffset?: number; byteLength: number; byteStride?: number }[];
  extras?: BodyExtras;
  asset: { extras?: BodyExtras };
}

/** What glTF has no place for. */
export interface BodyExtras {
  /** The muscles in the order of the components of `_MUSCLES0`, `_MUSCLES1`, … */
  muscles?: { id: string; deep: boolean }[];
  /** How far from an edge `_CLOTH` reaches, and a step of `_BROAD` (metres). */
  cloth_range_m?: number;
  broad_step_m?: number;
}

type Numbers = Float32Array | Uint32Array | Uint16Array | Int16Array | Uint8Array | Int8Array;

export interface BodyAttribute {
  /** Values without gaps, `width` a vertex. */
  values: Numbers;
  width: number;
  normalized: boolean;
}

export interface BodyBone {
  name: string;
  /** The parent's place in the list; -1 for the root. */
  parent: number;
  /** The joint's place when the body stands neutral (metres). */
  origin: [number, number, number];
}

export interface BodyFile {
  attributes: Record<string, BodyAttribute>;
  indices: BodyAttribute;
  bones: BodyBone[];
  /** What quantised positions are multiplied with and moved by. */
  scale: [number, number, number];
  offset: [number, number, number];
  muscles: string[];
  clothRangeM: number;
  broadStepM: number;
}

const magic = 0x46546c67;
const jsonChunk = 0x4e4f534a;
const kinds = {
  5120: Int8Array,
  5121: Uint8Array,
  5122: Int16Array,
  5123: Uint16Array,
  5125: Uint32Array,
  5126: Float32Array,
} as const;
const widths = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT4: 16 } as const;

export function readBody(file: ArrayBuffer): BodyFile {
  const { gltf, binary } = chunksOf(file);
  const node = gltf.nodes.find((candidate) => candidate.mesh !== undefined);
  const mesh = gltf.meshes[0];
  const primitive = mesh?.primitives[0];
  if (!node || !mesh || !primitive) throw new Error("expected a mesh in the body's file, found none");
  const attributes: Record<string, BodyAttribute> = {};
  for (const [name, accessor] of Object.entries(primitive.attributes))
    attributes[name] = readAccessor(gltf, binary, accessor);
  const extras = mesh.extras ?? gltf.extras ?? gltf.asset.extras ?? {};
  return {
    attributes,
    indices: readAccessor(gltf, binary, primitive.indices),
    bones: readBones(gltf),
    scale: triple(node.scale, 1),
    offset: triple(node.translation, 0),
    muscles: (extras.muscles ?? []).map(({ id }) => id),
    clothRangeM: extras.cloth_range_m ?? 0,
    broadStepM: extras.broad_step_m ?? 0,
  };
}

function chunksOf(file: ArrayBuffer): { gltf: Gltf; binary: DataView } {
  const view = new DataView(file);
  if (view.byteLength < 20 || view.getUint32(0, true) !== magic || view.getUint32(16, true) !== jsonChunk)
    throw new Error("expected a binary glTF file, found something else");
  const length = view.getUint32(12, true);
  const text = new TextDecoder().decode(new Uint8Array(file, 20, length));
  return { gltf: JSON.parse(text) as Gltf, binary: new DataView(file, 20 + length + 8) };
}

function readAccessor(gltf: Gltf, binary: DataView, index: number): BodyAttribute {
  const accessor = gltf.accessors[index]!;
  const view = gltf.bufferViews[accessor.bufferView]!;
  const Kind = kinds[accessor.componentType as keyof typeof kinds];
  if (!Kind) throw new Error(`expected a known component type, found ${accessor.componentType}`);
  const width = widths[accessor.type];
  const size = Kind.BYTES_PER_ELEMENT;
  const stride = view.byteStride ?? width * size;
  const start = binary.byteOffset + (view.byteOffset ?? 0) + (accessor.byteOffset ?? 0);
  const bytes = new Uint8Array(accessor.count * width * size);
  for (let i = 0; i < accessor.count; i++)
    bytes.set(new Uint8Array(binary.buffer, start + i * stride, width * size), i * width * size);
  return { values: new Kind(bytes.buffer), width, normalized: accessor.normalized ?? false };
}

function readBones(gltf: Gltf): BodyBone[] {
  const joints = gltf.skins[0]?.joints ?? [];
  const parents = new Map<number, number>();
  gltf.nodes.forEach((node, i) => node.children?.forEach((child) => parents.set(child, i)));
  const place = (node: number): [number, number, number] => {
    const [x, y, z] = triple(gltf.nodes[node]!.translation, 0);
    const parent = parents.get(node);
    if (parent === undefined) return [x, y, z];
    const [px, py, pz] = place(parent);
    return [px + x, py + y, pz + z];
  };
  return joints.map((node) => ({
    name: gltf.nodes[node]!.name ?? "",
    parent: joints.indexOf(parents.get(node) ?? -1),
    origin: place(node),
  }));
}

function triple(values: number[] | undefined, otherwise: number): [number, number, number] {
  return [values?.[0] ?? otherwise, values?.[1] ?? otherwise, values?.[2] ?? otherwise];
}
