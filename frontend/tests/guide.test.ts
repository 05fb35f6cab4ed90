import { describe, expect, test } from "vitest";
import type { TestDocument } from "../src/home_test/document";
import { Guide, type GuideEvent } from "../src/home_test/guide";
import { turnsOf, turnWords } from "../src/home_test/turn";

const stance: TestDocument = {
  id: "single-leg-stance",
  name: "Standing on one leg",
  measure: "single_leg_stance_s",
  way: "stopwatch",
  unit: "seconds",
  practice: 1,
  trials: 2,
  rest_s: 15,
  longest_s: 45,
  beat_s: null,
  directions: [],
  exercise: null,
  half_counts: false,
  camera: null,
  ends: [],
  sides: [
    { side: "left", words: "LEFT leg stands" },
    { side: "right", words: "RIGHT leg stands" },
  ],
  settings: { ready_s: 5, still_s: 2, still_deg: 2 },
  person: { age: 40, sex: null, sore_side: "right" },
  earlier: [],
};

function guideFor(test: Partial<TestDocument> = {}): { guide: Guide; events: GuideEvent[] } {
  const events: GuideEvent[] = [];
  return { guide: new Guide({ ...stance, ...test }, (event) => events.push(event)), events };
}

function hold(guide: Guide, seconds: number): void {
  guide.start();
  guide.pass(5);
  guide.pass(seconds);
  guide.stop();
}

describe("the turns", () => {
  test("practice comes first, and the sides take turns", () => {
    const said = turnsOf(stance).map((turn) => `${turn.side} ${turnWords(turn)}`);
    expect(said).toEqual([
      "left Practice",
      "right Practice",
      "left Trial 1 of 2",
      "right Trial 1 of 2",
      "left Trial 2 of 2",
      "right Trial 2 of 2",
    ]);
  });
});

describe("the guide", () => {
  test("a countdown comes before the trial", () => {
    const { guide } = guideFor();
    guide.start();
    expect(guide.stage).toBe("countdown");
    guide.pass(5);
    expect(guide.stage).toBe("going");
  });

  test("the stopwatch counts down to the tenth and never rounds up", () => {
    const { guide } = guideFor();
    hold(guide, 29.99);
    expect(guide.measured).toBe(29.9);
  });

  test("a trial ends by itself at its longest", () => {
    const { guide } = guideFor();
    guide.start();
    guide.pass(5);
    guide.pass(60);
    expect([guide.stage, guide.measured]).toEqual(["measured", 45]);
  });

  test("practice is not kept", () => {
    const { guide } = guideFor();
    hold(guide, 10);
    guide.keep();
    expect(guide.hasKept).toBe(false);
  });

  test("a trial that does not count is done again on the same side", () => {
    const { guide } = guideFor({ practice: 0 });
    hold(guide, 10);
    guide.again();
    expect([guide.turn.side, guide.turn.number, guide.hasKept]).toEqual(["left", 1, false]);
  });

  test("all trials are kept by side", () => {
    const { guide } = guideFor({ practice: 0 });
    for (const seconds of [10, 20, 30, 40]) {
      hold(guide, seconds);
      guide.keep();
    }
    expect([guide.stage, guide.kept]).toEqual(["done", { left: [10, 30], right: [20, 40] }]);
  });

  test("a rest lies between two turns and can be cut short", () => {
    const { guide } = guideFor();
    hold(guide, 10);
    guide.keep();
    expect(guide.stage).toBe("rest");
    guide.stop();
    expect(guide.stage).toBe("ready");
  });

  test("what is broken off leaves no number", () => {
    const { guide } = guideFor({ practice: 0 });
    guide.start();
    guide.pass(5);
    guide.pass(12);
    guide.breakOff();
    expect([guide.stage, guide.measured, guide.hasKept]).toEqual(["ready", 0, false]);
  });

  test("repetitions are counted by hand and can be corrected", () => {
    const { guide } = guideFor({ way: "count", practice: 0, longest_s: null, beat_s: 3 });
    guide.start();
    guide.pass(5);
    for (let i = 0; i < 9; i++) guide.count();
    guide.stop();
    guide.change(1);
    guide.keep();
    expect(guide.kept).toEqual({ left: [10] });
  });

  test("the rhythm beats once a repetition", () => {
    const { guide, events } = guideFor({ way: "count", longest_s: null, beat_s: 3 });
    guide.start();
    guide.pass(5);
    for (let i = 0; i < 70; i++) guide.pass(0.1);
    expect(events.filter((event) => event.kind === "Beat").map((event) => event.count)).toEqual([1, 2]);
  });
});

describe("the camera beside the guide", () => {
  test("what is held moves the clock, and the own stopwatch runs on from the tone", () => {
    const { guide } = guideFor();
    guide.start();
    guide.pass(5);
    guide.pass(4);
    guide.heldFor(1);
    guide.pass(2);
    guide.stop();
    expect([guide.measured, guide.ownMeasure]).toEqual([3, 6]);
  });

  test("another number can be taken before the trial is kept", () => {
    const { guide } = guideFor();
    hold(guide, 12);
    guide.take(11.4);
    guide.keep();
    expect(guide.kept).toEqual({});
    hold(guide, 12);
    guide.take(11.4);
    expect(guide.measured).toBe(11.4);
  });

  test("no number is longer than a trial lasts", () => {
    const { guide } = guideFor();
    hold(guide, 45);
    guide.take(45.6);
    expect(guide.measured).toBe(45);
  });

  test("who counts aloud has no number of their own before they correct one", () => {
    const { guide } = guideFor({ way: "count", longest_s: 30 });
    guide.start();
    guide.pass(5);
    guide.pass(30);
    const unpressed = guide.ownMeasure;
    guide.take(12);
    guide.change(1);
    expect([unpressed, guide.ownMeasure, guide.measured]).toEqual([null, 13, 13]);
  });

  test("what is held counts in a trial only", () => {
    const { guide } = guideFor();
    guide.heldFor(9);
    expect(guide.elapsedS).toBe(0);
  });
});
