import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readBody } from "../src/figure/body_file";

const file = readFileSync(resolve(import.meta.dirname, "../../src/hipwise/figure/generated/body.glb"));
const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);

test("the generated body has the attributes that the shader reads", () => {
  const body = readBody(bytes);
  const names = ["POSITION", "NORMAL", "JOINTS_0", "WEIGHTS_0", "_CLOTH", "_BROAD", "_MUSCLES0", "_MUSCLES3"];
  expect(names.filter((name) => !(name in body.attributes))).toEqual([]);
  expect(body.muscles).toContain("gluteus-medius");
  expect(body.clothRangeM).toBeGreaterThan(0);
});

test("every triangle names vertices that exist", () => {
  const { attributes, indices } = readBody(bytes);
  const count = attributes["POSITION"]!.values.length / 3;
  expect(Math.max(...indices.values)).toBeLessThan(count);
});

test("bones stand where the joints are, parents before children", () => {
  const { bones } = readBody(bytes);
  expect(bones[0]).toEqual({ name: "pelvis", parent: -1, origin: [0, 0.912, 0] });
  const femur = bones.findIndex(({ name }) => name === "femur_r");
  expect(bones[femur]!.origin[2]).toBeGreaterThan(0);
  expect(bones.every(({ parent }, i) => parent < i)).toBe(true);
});

test("another file is refused in a sentence", () => {
  expect(() => readBody(new ArrayBuffer(64))).toThrow("expected a binary glTF file, found something else");
});
