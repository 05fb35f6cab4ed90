/**
 * What the camera needs from our own address: MediaPipe's module, and the pose models as `.task` files made from
 * those of the package `@mediapipe/pose` (Apache-2.0).
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import packageFile from "../../node_modules/@mediapipe/tasks-vision/package.json" with { type: "json" };
import { withScale } from "./model_scale.ts";
import { packZip } from "./stored_zip.ts";

const folder = `vision-${packageFile.version}`;
/** Where a browser has no fast arithmetic for vectors the camera is too slow to help: the other files stay out. */
const files = ["vision_wasm_module_internal.js", "vision_wasm_module_internal.wasm"];
/** The whole file is the detector that finds a body before its points are read. */
const detector = "pose_solution_packed_assets.data";

export function packPose(modules: string): {
  folder: string;
  models: Record<string, string>;
  plugin: Plugin;
} {
  const source = (name: string) => readFileSync(join(modules, "pose", name));
  const tasks = ["lite", "full"].map((weight) => {
    const content = poseTask(source(detector), source(`pose_landmark_${weight}.tflite`));
    const hash = createHash("sha256").update(content).digest("base64url").slice(0, 8);
    return { weight, content, fileName: `assets/pose_${weight}-${hash}.task` };
  });
  const plugin: Plugin = {
    name: "pose-runtime",
    generateBundle() {
      for (const { fileName, content } of tasks) this.emitFile({ type: "asset", fileName, source: content });
      for (const file of files) {
        const content = readFileSync(join(modules, "tasks-vision/wasm", file));
        this.emitFile({ type: "asset", fileName: `${folder}/${file}`, source: content });
      }
    },
  };
  return { folder, models: Object.fromEntries(tasks.map((task) => [task.weight, task.fileName])), plugin };
}

/** A `.task` file: bytes are read as -1 … 1 by the detector, as 0 … 1 by the model of the points. */
export function poseTask(detectorModel: Buffer, landmarkModel: Buffer): Buffer {
  return packZip([
    { name: "pose_detector.tflite", content: withScale(detectorModel, { mean: 127.5, deviation: 127.5 }) },
    {
      name: "pose_landmarks_detector.tflite",
      content: withScale(landmarkModel, { mean: 0, deviation: 255 }),
    },
  ]);
}
