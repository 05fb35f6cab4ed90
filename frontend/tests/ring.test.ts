import { describe, expect, test } from "vitest";
import { arcPath, segmentPaths } from "../src/session/ring";

const numbers = (path: string) => path.match(/-?[\d.]+/g)!.map(Number);

describe("the ring", () => {
  test("there is one segment for each repetition", () => {
    expect([2, 10, 20].map((count) => segmentPaths(count).length)).toEqual([2, 10, 20]);
  });

  test("a single repetition is the whole circle", () => {
    expect(segmentPaths(1)).toEqual([arcPath(1)]);
  });

  test("ten segments begin as the design draws them", () => {
    expect(segmentPaths(10)[0]).toBe("M101.5 8.5A84 84 0 0 1 133.4 18.9");
  });

  test("segments leave a gap of thirteen degrees", () => {
    const [first, second] = segmentPaths(10).map(numbers);
    const angle = (x: number, y: number) => (Math.atan2(y - 92, x - 92) * 180) / Math.PI;
    const gapDeg = angle(second![0]!, second![1]!) - angle(first!.at(-2)!, first!.at(-1)!);
    expect(gapDeg).toBeCloseTo(13, 0);
  });

  test("no share draws nothing", () => {
    expect(arcPath(0)).toBe("");
  });

  test("more than half takes the long way round", () => {
    expect([arcPath(0.4), arcPath(0.6)].map((path) => path.split(" ")[4])).toEqual(["0", "1"]);
  });
});
