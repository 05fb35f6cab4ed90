/** The light of the scene as GLSL: a key light, sky and ground, and a rim, in linear colours. */

/** Shared by skin and props, so that they stand in the same light. */
export const lightChunk = /* glsl */ `
  uniform vec3 uKey;      // towards the key light, world
  uniform vec3 uKeyColour;
  uniform vec3 uSky;
  uniform vec3 uGround;
  uniform float uRim;

  // Light on a surface: \wrap softens the edge of the shadow, warmth tints it as skin does.
  vec3 lightOn(vec3 normal, vec3 towardsEye, float occlusion, float wrap, vec3 warmth) {
    float lit = dot(normal, uKey);
    float key = clamp((lit + wrap) / (1.0 + wrap), 0.0, 1.0);
    vec3 scatter = warmth * smoothstep(0.0, 0.35, key) * (1.0 - smoothstep(0.2, 0.75, key));
    float up = 0.5 + 0.5 * normal.y;
    vec3 ambient = mix(uGround, uSky, up) * occlusion;
    // A weak light at the eye: nothing that the reader looks at is black.
    float fill = 0.22 * clamp(dot(normal, towardsEye), 0.0, 1.0);
    return uKeyColour * (key * key * (3.0 - 2.0 * key) * mix(1.0, occlusion, 0.35) + scatter) + ambient + fill * occlusion;
  }

  float rimOn(vec3 normal, vec3 towardsEye) {
    float edge = 1.0 - clamp(dot(normal, towardsEye), 0.0, 1.0);
    return uRim * edge * edge * edge * (0.35 + 0.65 * clamp(0.5 + 0.5 * normal.y, 0.0, 1.0));
  }

  float glossOn(vec3 normal, vec3 towardsEye, float power) {
    return pow(clamp(dot(normal, normalize(uKey + towardsEye)), 0.0, 1.0), power);
  }

  // Linear to the screen's own curve, with bright parts bent instead of cut.
  vec3 toScreen(vec3 colour) {
    vec3 bent = colour / (1.0 + max(vec3(0.0), colour - 0.75) * 0.55);
    return mix(bent * 12.92, 1.055 * pow(max(bent, vec3(0.0)), vec3(1.0 / 2.4)) - 0.055, step(0.0031308, bent));
  }
`;
