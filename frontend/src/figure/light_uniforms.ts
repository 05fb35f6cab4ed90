/** The light's values, shared by all materials of a scene. */
import { Color, Vector3 } from "three";

export interface LightUniforms {
  [name: string]: { value: unknown };
  uKey: { value: Vector3 };
  uKeyColour: { value: Color };
  uSky: { value: Color };
  uGround: { value: Color };
  uRim: { value: number };
}

/** Colours are linear light, not screen colours. */
export function lightUniforms(): LightUniforms {
  return {
    uKey: { value: new Vector3(0, 1, 0) },
    uKeyColour: { value: new Color().setRGB(0.92, 0.88, 0.82) },
    uSky: { value: new Color().setRGB(0.46, 0.5, 0.54) },
    uGround: { value: new Color().setRGB(0.3, 0.27, 0.24) },
    uRim: { value: 0.35 },
  };
}
