import { expect, test } from "vitest";
import { FrameWatch, isSoftware } from "../src/figure/quality";

function verdictAt(fps: number): string | null {
  const watch = new FrameWatch();
  let verdict: string | null = null;
  for (let i = 0; i < 20; i++) verdict = watch.add(i < 3 ? 1 : 1 / fps) ?? verdict;
  return verdict;
}

test("the first frames, in which shaders are made, do not count", () => {
  expect(verdictAt(60)).toBe("keep");
});

test("a slow machine gets lighter shading, a very slow one the drawing", () => {
  expect([verdictAt(14), verdictAt(5)]).toEqual(["lighten", "give up"]);
});

test("renderers on the processor are known by their names", () => {
  expect(isSoftware("ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device))")).toBe(true);
  expect(isSoftware("Apple GPU")).toBe(false);
});
