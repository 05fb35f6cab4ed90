/** Hosts the pose model: pictures in, the points of a body out. Pictures end here; nothing is kept or sent. */
import { FilesetResolver, PoseLandmarker } from "@mediapipe/tasks-vision";
import { isSoftware } from "../figure/quality";
import { rowOf } from "./landmarks";
import type { PoseAnswer, PoseAsk } from "./pose_message";

let model: PoseLandmarker | null = null;

addEventListener("message", ({ data }: MessageEvent<PoseAsk>) => {
  if (data.kind === "load") void load(data);
  else look(data);
});

/** Once in a worker: the library cannot be begun a second time in the same one. */
async function load({ folder, model: modelAssetPath }: PoseAsk & { kind: "load" }): Promise<void> {
  try {
    model = await create(await FilesetResolver.forVisionTasks(folder, true), modelAssetPath);
    post({ kind: "ready" });
  } catch (error) {
    post({ kind: "unavailable", problem: String(error) });
  }
}

type Files = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>;

/** On the graphics processor where there is a real one: elsewhere drawing by software is slower than the processor. */
async function create(files: Files, modelAssetPath: string): Promise<PoseLandmarker> {
  const options = (delegate: "GPU" | "CPU") => ({
    baseOptions: { modelAssetPath, delegate },
    runningMode: "VIDEO" as const,
  });
  if (!hasGraphicsProcessor()) return PoseLandmarker.createFromOptions(files, options("CPU"));
  try {
    return await PoseLandmarker.createFromOptions(files, options("GPU"));
  } catch {
    return PoseLandmarker.createFromOptions(files, options("CPU"));
  }
}

function hasGraphicsProcessor(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  if (!gl) return false;
  const details = gl.getExtension("WEBGL_debug_renderer_info");
  const name = String(gl.getParameter(details ? details.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return !isSoftware(name);
}

function look({ picture, t_ms }: PoseAsk & { kind: "picture" }): void {
  const startMs = performance.now();
  const row = model ? read(model, picture, t_ms) : new Float64Array();
  picture.close();
  post({ kind: "body", t_ms, landmarks: row, tookMs: performance.now() - startMs }, [row.buffer]);
}

function read(from: PoseLandmarker, picture: ImageBitmap, t_ms: number): Float64Array {
  try {
    const found = from.detectForVideo(picture, t_ms);
    const row = rowOf(found.landmarks[0] ?? [], picture.width / picture.height);
    found.close();
    return row;
  } catch {
    return new Float64Array(); // A picture that cannot be read shows nobody; the next one may.
  }
}

function post(message: PoseAnswer, moved: Transferable[] = []): void {
  postMessage(message, { transfer: moved });
}
