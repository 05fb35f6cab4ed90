import { describe, expect, it } from "vitest";
import { ReplayClock } from "../src/replay/replay_clock";
import { indexAt, isIn, partAt, planAt, type ReplayData } from "../src/replay/replay_data";

const data: ReplayData = {
  figure: "",
  plan: "",
  from: [0, 0, 1],
  working: "right",
  times_s: [0, 1, 2, 3, 4, 5],
  values: [0, 10, 20, null, 10, 0],
  plan_s: [0, 1, 2, 3, 0, 0],
  planned: 20,
  word: "repetition",
  parts: [[1, 3]],
  faults: [
    {
      name: "Knee bends",
      spans: [
        [1.5, 2],
        [4, 4.5],
      ],
      mark: null,
    },
  ],
  placing: [[0, 1]],
  unseen: [[3, 3.5]],
};

describe("what a moment belongs to", () => {
  it("finds the last moment that is over", () => {
    expect([-1, 0, 0.9, 1, 4.2, 99].map((t) => indexAt(data.times_s, t))).toEqual([0, 0, 0, 1, 4, 5]);
  });
  it("numbers repetitions from 1, and 0 between them", () => {
    expect([0.5, 1, 2.9, 4].map((t) => partAt(data, t))).toEqual([0, 1, 1, 0]);
  });
  it("ends a span before its end", () => {
    expect([2.99, 3, 3.49, 3.5].map((t) => isIn(data.unseen, t))).toEqual([false, true, true, false]);
  });
  it("lets the plan go on between two moments, but never back", () => {
    expect([0.5, 1.25, 3.5, 5].map((t) => planAt(data, t))).toEqual([0.5, 1.25, 3, 0]);
  });
});

describe("the clock of a replay", () => {
  it("stands at first, and plays at its speed", () => {
    const clock = new ReplayClock(data);
    clock.pass(1);
    expect(clock.timeS).toBe(0);
    clock.toggle();
    clock.speed = 2;
    clock.pass(1);
    expect(clock.timeS).toBe(2);
  });
  it("stands at the end, and begins anew from there", () => {
    const clock = new ReplayClock(data);
    clock.toggle();
    clock.pass(99);
    expect([clock.timeS, clock.isPlaying]).toEqual([5, false]);
    clock.toggle();
    expect([clock.timeS, clock.isPlaying]).toEqual([0, true]);
  });
  it("goes by frames, from between two to the nearer one on that side", () => {
    const clock = new ReplayClock(data);
    clock.seek(2.5);
    clock.stepFrame(-1);
    expect(clock.timeS).toBe(2);
    clock.stepFrame(1);
    expect(clock.timeS).toBe(3);
    clock.seek(0);
    clock.stepFrame(-1);
    expect(clock.timeS).toBe(0);
  });
  it("goes to a little before the next fault, and says when there is none", () => {
    const clock = new ReplayClock(data);
    expect(clock.stepFault(1)).toBe(true);
    expect(clock.timeS).toBeCloseTo(1.2);
    expect(clock.stepFault(1)).toBe(true);
    expect(clock.timeS).toBeCloseTo(3.7);
    expect(clock.stepFault(1)).toBe(false);
    expect(clock.timeS).toBeCloseTo(3.7);
    expect(clock.stepFault(-1)).toBe(true);
    expect(clock.timeS).toBeCloseTo(1.2);
  });
});
