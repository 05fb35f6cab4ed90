/** What the page and the pose worker say to each other. */
export type PoseAsk =
  | { kind: "load"; folder: string; model: string }
  /** Load another model beside the present one, which goes on looking. */
  | { kind: "prepare"; model: string }
  /** From now on the prepared model looks. */
  | { kind: "use" }
  | { kind: "picture"; picture: ImageBitmap; t_ms: number };

export type PoseAnswer =
  | { kind: "ready" }
  | { kind: "prepared"; isThere: boolean }
  | { kind: "unavailable"; problem: string }
  | { kind: "body"; t_ms: number; landmarks: Float64Array; tookMs: number };
