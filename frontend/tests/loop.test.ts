import { describe, expect, test } from "vitest";
import { Loop, type LoopFile } from "../src/figure/loop";

const parts = ["out", "out", "back", "back", "back"] as const;
const file: LoopFile = {
  viewBox: "0 0 100 100",
  parts: [...parts],
  words: ["Lift", "Lift", "Lower", "Lower", "Lower"],
  outline: { colour: "#000000", width: 2 },
  groups: [{ name: "leg", shapes: [{ fill: "#ffffff", outline: true }] }],
  props: [],
  propEdge: "#000000",
  frames: [0, 10, 20, 10, 0].map((x) => [`M${x} 0L10 ${x}.5Z`]),
};

describe("the figure's loop", () => {
  const loop = new Loop(file);

  test("the way out ends, the hold stands and the way back begins at the end posture", () => {
    expect([loop.frameAt("out", 1), loop.frameAt("hold", 0.5), loop.frameAt("back", 0)]).toEqual([2, 2, 2]);
  });

  test("a repetition begins and ends in the start posture", () => {
    expect([loop.frameAt("out", 0), loop.frameAt("back", 1)]).toEqual([0, 4]);
  });

  test("a smaller movement turns round earlier", () => {
    expect(loop.frameAt("hold", 0, 0.5)).toBe(1);
    expect(loop.frameAt("back", 0, 0.5)).toBe(3);
  });

  test("between two frames points lie between", () => {
    expect(loop.pathsAt(0.5)).toEqual(["M5 0L10 5.5Z"]);
  });

  test("a drawn frame is drawn as it was sent", () => {
    expect(loop.pathsAt(1)).toEqual(["M10 0L10 10.5Z"]);
  });

  test("each frame has its word", () => {
    expect([loop.wordAt(0.9), loop.wordAt(3.2)]).toEqual(["Lift", "Lower"]);
  });
});
