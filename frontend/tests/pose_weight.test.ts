import { expect, test } from "vitest";
import { PoseWeight, type Weight } from "../src/camera/pose_weight";

function after(pictures: number, tookMs: (number: number) => number, used: Weight = "lite"): PoseWeight {
  const weight = new PoseWeight(used);
  for (let number = 0; number < pictures; number++) weight.add(tookMs(number));
  return weight;
}

test("before enough pictures were seen the small model stays", () => {
  expect(after(32, () => 5).best).toBe("lite");
});

test("a quick machine carries the full model", () => {
  expect(after(33, () => 20).best).toBe("full");
});

test("a slow machine keeps the small one", () => {
  expect(after(33, () => 40).best).toBe("lite");
});

test("slow first pictures and a few stutters do not matter", () => {
  expect(after(33, (number) => (number < 3 || number % 5 === 0 ? 400 : 15)).best).toBe("full");
});

test("what comes later changes nothing: a phone that grows warm is not judged again", () => {
  const weight = after(33, () => 15);
  for (let more = 0; more < 100; more++) weight.add(90);
  expect(weight.best).toBe("full");
});

test("the full model stays while it sees ten pictures a second", () => {
  expect(after(33, () => 90, "full").best).toBe("full");
});

test("a machine that the full model is too much for goes back to the small one", () => {
  expect(after(32, () => 150, "full").best).toBe("full");
  expect(after(33, () => 150, "full").best).toBe("lite");
});
