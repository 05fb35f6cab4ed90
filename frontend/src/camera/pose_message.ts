/** What the page and the pose worker say to each other. */
export type PoseAsk =
  { kind: "load"; folder: string; model: string } | { kind: "picture"; picture: ImageBitmap; t_ms: number };

export type PoseAnswer =
  | { kind: "ready" }
  | { kind: "unavailable"; problem: string }
  | { kind: "body"; t_ms: number; landmarks: Float64Array; tookMs: number };
