import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { FlatWriter } from "../build/flat_writer";
import { withScale } from "../build/model_scale";
import { packZip } from "../build/stored_zip";

const pose = resolve(import.meta.dirname, "../../node_modules/@mediapipe/pose");
const model = readFileSync(join(pose, "pose_landmark_lite.tflite"));

/** Where a field of the root table points; null when it is absent. */
function fieldAt(file: Buffer, field: number): number | null {
  const at = file.readUInt32LE(0);
  const names = at - file.readInt32LE(at);
  const offset = file.readUInt16LE(names + 4 + 2 * field);
  return offset === 0 ? null : at + offset + file.readUInt32LE(at + offset);
}

describe("a model that says how its picture is scaled", () => {
  const scaled = withScale(model, { mean: 0, deviation: 255 });

  test("ends with the model as it was, at a whole block", () => {
    const before = scaled.length - model.length;
    expect(before % 64).toBe(0);
    expect(scaled.subarray(before).equals(model)).toBe(true);
  });

  test("points at the old subgraphs and at one more buffer", () => {
    const before = scaled.length - model.length;
    expect(fieldAt(scaled, 2)).toBe(before + fieldAt(model, 2)!);
    const count = (file: Buffer) => file.readUInt32LE(fieldAt(file, 4)!);
    expect(count(scaled)).toBe(count(model) + 1);
  });

  test("names its metadata by the word that MediaPipe looks for, and says mean and deviation", () => {
    const front = scaled.subarray(0, scaled.length - model.length);
    expect(front.includes("TFLITE_METADATA")).toBe(true);
    const deviation = Buffer.alloc(4);
    deviation.writeFloatLE(255);
    expect(front.includes(deviation)).toBe(true);
  });

  test("anything else than a model is refused", () => {
    expect(() => withScale(Buffer.from("PK\x03\x04 no model"), { mean: 0, deviation: 1 })).toThrow(/Lite/);
  });
});

test("a written table reads back: its offsets point forward to what was written", () => {
  const file = new FlatWriter().finish((w) => w.table([{ u32: 7 }, { child: (v) => v.text("hip") }]), "TEST");
  expect(file.toString("latin1", 4, 8)).toBe("TEST");
  const at = fieldAt(file, 1)!;
  expect(file.toString("utf8", at + 4, at + 4 + file.readUInt32LE(at))).toBe("hip");
});

test("a stored zip carries its members as they are", () => {
  const file = packZip([{ name: "a.txt", content: Buffer.from("hip") }]);
  expect(file.includes("hip")).toBe(true);
  expect(file.readUInt32LE(0)).toBe(0x04034b50);
  expect(file.readUInt16LE(file.length - 22 + 10)).toBe(1);
});
