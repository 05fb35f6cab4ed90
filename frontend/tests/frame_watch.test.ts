import { expect, test } from "vitest";
import { FrameWatch, isSoftware, qualities } from "../src/figure/quality";

function after(frames: number, fps: number, watch = new FrameWatch(0)): [string, number] {
  let last = "kept";
  for (let i = 0; i < frames; i++) {
    const verdict = watch.add(i < 3 ? 1 : 1 / fps);
    if (verdict !== "kept") last = verdict;
  }
  return [last, watch.level];
}

test("the first frames, in which shaders are made, do not count", () => {
  expect(after(20, 60)).toEqual(["kept", 0]);
});

test("a slow machine gets lighter shading step by step", () => {
  expect(after(13, 14)).toEqual(["lightened", 1]);
  expect(after(60, 14)).toEqual(["lightened", qualities.length - 1]);
});

test("a machine that is too slow for the lightest shading gets the drawing", () => {
  expect(after(13, 5, new FrameWatch(qualities.length - 1))[0]).toBe("give up");
});

test("renderers on the processor are known by their names", () => {
  expect(isSoftware("ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device))")).toBe(true);
  expect(isSoftware("Apple GPU")).toBe(false);
});
