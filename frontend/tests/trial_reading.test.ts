import { describe, expect, test } from "vitest";
import type { Moment } from "../src/core/message";
import { TrialReading } from "../src/home_test/trial_reading";

function moment(told: Partial<Moment>): Moment {
  return {
    sight: "going",
    count: 0,
    held_s: 0,
    is_holding: false,
    hint: null,
    cue: null,
    cue_number: 0,
    faults: {},
    ...told,
  };
}

function held(seconds: number): Moment {
  return moment({ held_s: seconds, is_holding: true });
}

describe("a hold before the camera", () => {
  test("is as long as it was seen held", () => {
    const reading = new TrialReading("held", null);
    for (const each of [moment({}), held(1), held(12.4), moment({ held_s: 12.3 })]) reading.take(each);
    expect([reading.value, reading.isOver]).toEqual([12.3, true]);
  });

  test("has no number before it began", () => {
    const reading = new TrialReading("held", null);
    reading.take(moment({}));
    expect([reading.value, reading.isOver, reading.isHeld]).toEqual([null, false, false]);
  });

  test("leaves out what was held before the tone", () => {
    const reading = new TrialReading("held", held(2));
    reading.take(held(7));
    expect(reading.value).toBe(5);
  });

  test("has no number when the person was out of sight", () => {
    const reading = new TrialReading("held", null);
    for (const each of [held(3), moment({ sight: "away", held_s: 3 }), held(9)]) reading.take(each);
    expect([reading.value, reading.isHeld]).toEqual([null, false]);
  });

  test("does not end because the person left the picture", () => {
    const reading = new TrialReading("held", null);
    for (const each of [held(3), moment({ sight: "away", held_s: 3 })]) reading.take(each);
    expect(reading.isOver).toBe(false);
  });

  test("does not begin again after it ended", () => {
    const reading = new TrialReading("held", null);
    for (const each of [held(3), moment({ held_s: 3 }), held(9)]) reading.take(each);
    expect(reading.value).toBe(3);
  });
});

describe("repetitions before the camera", () => {
  test("count from the tone on", () => {
    const reading = new TrialReading("count", moment({ count: 2 }));
    reading.take(moment({ count: 9 }));
    expect(reading.value).toBe(7);
  });

  test("have no number when the person was out of sight", () => {
    const reading = new TrialReading("count", null);
    for (const each of [moment({ count: 3 }), moment({ sight: "away" }), moment({ count: 9 })]) {
      reading.take(each);
    }
    expect(reading.value).toBeNull();
  });
});
