/** Skin, hair, clothes and muscles in one material: edges are drawn where a field of the mesh is zero. */
import { Color, ShaderMaterial, Vector4 } from "three";
import { lightChunk } from "./light";
import type { LightUniforms } from "./light_uniforms";
import type { Look } from "./look";

/** A muscle's channel: which of the mesh's vectors of muscles, and which component. */
export const muscleVectors = 4;

const vertexShader = /* glsl */ `
  #include <common>
  #include <skinning_pars_vertex>
  attribute vec4 _cloth;
  attribute vec3 _broad;
  attribute vec4 _muscles0;
  attribute vec4 _muscles1;
  attribute vec4 _muscles2;
  attribute vec4 _muscles3;
  uniform float uBuild;
  uniform float uClothRange;
  // Rows: which muscles are shown in a role on the right (0 to 3) and on the left (4 to 7).
  uniform vec4 uWorking[8];
  uniform vec4 uStretched[8];
  uniform vec4 uSteady[8];
  varying vec4 vCloth;
  varying vec3 vRoles;
  varying vec3 vNeutral;
  varying vec3 vNormalAt;
  varying vec3 vToEye;

  float strongest(vec4 rows[8], int side) {
    vec4 most = max(
      max(_muscles0 * rows[side], _muscles1 * rows[side + 1]),
      max(_muscles2 * rows[side + 2], _muscles3 * rows[side + 3])
    );
    return max(max(most.x, most.y), max(most.z, most.w));
  }

  void main() {
    int side = position.z < 0.0 ? 4 : 0;
    vCloth = vec4((_cloth.xyz * 2.0 - 1.0) * uClothRange, _cloth.w);
    vRoles = vec3(strongest(uWorking, side), strongest(uStretched, side), strongest(uSteady, side));
    vNeutral = position;
    #include <skinbase_vertex>
    #include <beginnormal_vertex>
    #include <skinnormal_vertex>
    vec3 transformed = position + _broad * uBuild;
    #include <skinning_vertex>
    vec4 place = modelMatrix * vec4(transformed, 1.0);
    vNormalAt = mat3(modelMatrix) * objectNormal;
    vToEye = cameraPosition - place.xyz;
    gl_Position = projectionMatrix * viewMatrix * place;
  }
`;

const fragmentShader = /* glsl */ `
  varying vec4 vCloth;
  varying vec3 vRoles;
  varying vec3 vNeutral;
  varying vec3 vNormalAt;
  varying vec3 vToEye;
  uniform vec3 uSkin;
  uniform vec3 uHair;
  uniform vec3 uShirt;
  uniform vec3 uShorts;
  uniform vec3 uWorkingColour;
  uniform vec3 uStretchedColour;
  ${lightChunk}

  // 1 inside a field's zero line, 0 outside, and one pixel of blend between.
  float inside(float field) {
    return clamp(0.5 + field / max(fwidth(field), 1e-5), 0.0, 1.0);
  }

  void main() {
    vec3 normal = normalize(vNormalAt);
    vec3 eye = normalize(vToEye);
    float shirt = inside(vCloth.x);
    float shorts = inside(vCloth.y);
    float hair = inside(vCloth.z);
    float cloth = max(shirt, shorts);
    vec3 colour = mix(uSkin, uShorts, shorts);
    colour = mix(colour, uShirt, shirt);
    colour = mix(colour, uHair, hair);
    // Hems: a seam's width above the edge, the cloth is doubled and a little darker.
    float shirtHem = shirt * (1.0 - smoothstep(0.007, 0.009, vCloth.x));
    float shortsHem = shorts * (1.0 - shirt) * (1.0 - smoothstep(0.008, 0.010, vCloth.y));
    colour *= 1.0 - 0.14 * max(shirtHem, shortsHem);
    // The cloth's edge throws a narrow shadow on the skin beside it.
    float near = (1.0 - cloth) * (1.0 - hair) * smoothstep(-0.012, 0.0, max(vCloth.x, vCloth.y));
    float occlusion = vCloth.w * (1.0 - 0.22 * near);

    // Working: solid with fibres. Lines of equal field run along the muscle, as its fibres do.
    float work = vRoles.x;
    float workArea = smoothstep(0.08, 0.2, work);
    float fibre = 0.5 + 0.5 * cos(work * 46.0);
    colour = mix(colour, mix(uWorkingColour * 0.62, uWorkingColour, 0.25 + 0.75 * fibre), workArea);
    // Stretched: chevrons that point along the muscle.
    float stretch = vRoles.y;
    float stretchArea = inside(stretch - 0.12);
    float chevron = fract(vNeutral.y * 42.0 + stretch * 1.5);
    float bar = smoothstep(0.0, 0.12, chevron) * (1.0 - smoothstep(0.5, 0.62, chevron));
    colour = mix(colour, mix(uStretchedColour * 0.42, uStretchedColour, bar), stretchArea * 0.95);
    // Steady: a thin outline and faint dots; it must not call as loudly as what works.
    float steady = vRoles.z;
    float steadyArea = inside(steady - 0.16);
    float outline = steadyArea * (1.0 - inside(steady - 0.16 - 2.2 * fwidth(steady)));
    vec2 grid = fract(vec2(vNeutral.y, vNeutral.x + vNeutral.z) * 70.0) - 0.5;
    float dots = 1.0 - smoothstep(0.14, 0.24, length(grid));
    float contrast = dot(colour, vec3(0.3, 0.6, 0.1)) > 0.12 ? 0.35 : 2.6;
    colour = mix(colour, colour * contrast + 0.03, max(outline * 0.8, steadyArea * dots * 0.55));

    float isMuscle = max(workArea, stretchArea);
    float wrap = mix(mix(0.42, 0.25, cloth), 0.15, hair);
    vec3 warmth = mix(vec3(0.10, 0.025, 0.0), vec3(0.0), max(max(cloth, hair), isMuscle)) ;
    vec3 lit = colour * lightOn(normal, eye, occlusion, wrap, warmth);
    lit += colour * rimOn(normal, eye) * mix(1.0, 1.7, cloth);
    lit += vec3(1.0) * glossOn(normal, eye, mix(22.0, 40.0, hair)) * mix(0.055, 0.012, cloth) * occlusion;
    gl_FragColor = vec4(toScreen(lit), 1.0);
  }
`;

export class SkinMaterial extends ShaderMaterial {
  /** `clothRangeM` is how far from an edge the fields of clothes reach (metres). */
  constructor(light: LightUniforms, clothRangeM: number) {
    super({
      vertexShader,
      fragmentShader,
      uniforms: {
        ...light,
        uBuild: { value: 0 },
        uClothRange: { value: clothRangeM },
        uSkin: { value: new Color() },
        uHair: { value: new Color() },
        uShirt: { value: new Color() },
        uShorts: { value: new Color() },
        uWorkingColour: { value: new Color() },
        uStretchedColour: { value: new Color() },
        uWorking: { value: noMuscles() },
        uStretched: { value: noMuscles() },
        uSteady: { value: noMuscles() },
      },
    });
  }

  wear(look: Look): void {
    const { uniforms } = this;
    uniforms["uBuild"]!.value = look.build;
    (uniforms["uWorkingColour"]!.value as Color).set(look.working);
    (uniforms["uStretchedColour"]!.value as Color).set(look.stretched);
    (uniforms["uSkin"]!.value as Color).set(look.skin);
    (uniforms["uHair"]!.value as Color).set(look.hair);
    (uniforms["uShirt"]!.value as Color).set(look.shirt);
    (uniforms["uShorts"]!.value as Color).set(look.shorts);
  }
}

/** Nothing shown: a vector for each vector of the mesh, right side first, then left. */
export function noMuscles(): Vector4[] {
  return Array.from({ length: 2 * muscleVectors }, () => new Vector4());
}
