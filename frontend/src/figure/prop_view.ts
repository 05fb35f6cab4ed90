/** A prop as a mesh that hangs on the bones of the figure, or stands in the room. */
import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DetachedBindMode,
  Matrix4,
  ShaderMaterial,
  SkinnedMesh,
  type Skeleton,
} from "three";
import type { PropFile } from "../clip/clip_file";
import { lightChunk } from "./light";
import type { LightUniforms } from "./light_uniforms";
import { roomBone } from "./body";

const perMetre = 1000;
/** Normals come in hundredths of their length, bytes take them in 127ths. */
const perNormal = 1.27;
const shiniest = 0.16;
const vertexShader = /* glsl */ `
  #include <common>
  #include <skinning_pars_vertex>
  varying vec3 vNormalAt;
  varying vec3 vToEye;
  void main() {
    #include <skinbase_vertex>
    #include <beginnormal_vertex>
    #include <skinnormal_vertex>
    vec3 transformed = position;
    #include <skinning_vertex>
    vec4 place = modelMatrix * vec4(transformed, 1.0);
    vNormalAt = mat3(modelMatrix) * objectNormal;
    vToEye = cameraPosition - place.xyz;
    gl_Position = projectionMatrix * viewMatrix * place;
  }
`;
const fragmentShader = /* glsl */ `
  varying vec3 vNormalAt;
  varying vec3 vToEye;
  uniform vec3 uColour;
  uniform float uGloss;
  ${lightChunk}
  void main() {
    vec3 normal = normalize(vNormalAt);
    vec3 eye = normalize(vToEye);
    vec3 lit = uColour * (lightOn(normal, eye, 1.0, 0.3, vec3(0.0)) + rimOn(normal, eye) * 0.6);
    lit += glossOn(normal, eye, 34.0) * uGloss;
    gl_FragColor = vec4(toScreen(lit), 1.0);
  }
`;

export class PropView {
  readonly mesh: SkinnedMesh<BufferGeometry, ShaderMaterial>;

  constructor(prop: PropFile, skeleton: Skeleton, light: LightUniforms) {
    const gloss = shiniest * (1 - prop.roughness);
    const material = new ShaderMaterial({
      vertexShader,
      fragmentShader,
      uniforms: { ...light, uColour: { value: new Color(prop.colour) }, uGloss: { value: gloss } },
    });
    this.mesh = new SkinnedMesh(geometryOf(prop, skeleton), material);
    this.mesh.frustumCulled = false;
    // Attached meshes ignore their own place, which is what carries a thrown ball through the room.
    this.mesh.bindMode = DetachedBindMode;
    this.mesh.bind(skeleton, new Matrix4());
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}

function geometryOf(prop: PropFile, skeleton: Skeleton): BufferGeometry {
  const geometry = new BufferGeometry();
  const count = prop.vertices.length / 3;
  const joints = new Uint8Array(count * 4);
  const weights = new Uint8Array(count * 4);
  let vertex = 0;
  for (const [name, inARow] of prop.bones) {
    const place = skeleton.bones.findIndex((bone) => bone.name === (name || roomBone));
    for (const end = vertex + inARow; vertex < end; vertex++) {
      joints[vertex * 4] = Math.max(0, place);
      weights[vertex * 4] = 255;
    }
  }
  geometry.setAttribute(
    "position",
    new BufferAttribute(
      Float32Array.from(prop.vertices, (v) => v / perMetre),
      3,
    ),
  );
  geometry.setAttribute(
    "normal",
    new BufferAttribute(
      Int8Array.from(prop.normals, (n) => n * perNormal),
      3,
      true,
    ),
  );
  geometry.setAttribute("skinIndex", new BufferAttribute(joints, 4));
  geometry.setAttribute("skinWeight", new BufferAttribute(weights, 4, true));
  geometry.setIndex(prop.faces);
  return geometry;
}
