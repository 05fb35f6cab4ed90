import { describe, expect, test } from "vitest";
import type { Moment } from "../src/core/message";
import { TrialReading, type TrialRule } from "../src/home_test/trial_reading";

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
    is_over_half: false,
    counts: true,
    range_deg: null,
    ...told,
  };
}

function held(seconds: number): Moment {
  return moment({ held_s: seconds, is_holding: true });
}

const hold: TrialRule = { reads: "held", halfCounts: false };
const count: TrialRule = { reads: "count", halfCounts: false };
const stands: TrialRule = { reads: "count", halfCounts: true };

describe("a hold before the camera", () => {
  test("is as long as it was seen held", () => {
    const reading = new TrialReading(hold, null);
    for (const each of [moment({}), held(1), held(12.4), moment({ held_s: 12.3 })]) reading.take(each);
    expect([reading.value, reading.isOver]).toEqual([12.3, true]);
  });

  test("that is too short to be called one is over and has no number", () => {
    const reading = new TrialReading(hold, null);
    for (const each of [held(1), moment({ held_s: 0 })]) reading.take(each);
    expect([reading.value, reading.isOver]).toEqual([null, true]);
  });

  test("has no number before it began", () => {
    const reading = new TrialReading(hold, null);
    reading.take(moment({}));
    expect([reading.value, reading.isOver, reading.isHeld]).toEqual([null, false, false]);
  });

  test("leaves out what was held before the tone", () => {
    const reading = new TrialReading(hold, held(2));
    reading.take(held(7));
    expect(reading.value).toBe(5);
  });

  test("has no number when the person was out of sight", () => {
    const reading = new TrialReading(hold, null);
    for (const each of [held(3), moment({ sight: "away", held_s: 3 }), held(9)]) reading.take(each);
    expect([reading.value, reading.isHeld]).toEqual([null, false]);
  });

  test("does not end because the person left the picture", () => {
    const reading = new TrialReading(hold, null);
    for (const each of [held(3), moment({ sight: "away", held_s: 3 })]) reading.take(each);
    expect(reading.isOver).toBe(false);
  });

  test("does not begin again after it ended", () => {
    const reading = new TrialReading(hold, null);
    for (const each of [held(3), moment({ held_s: 3 }), held(9)]) reading.take(each);
    expect(reading.value).toBe(3);
  });
});

describe("repetitions before the camera", () => {
  test("count from the tone on", () => {
    const reading = new TrialReading(count, moment({ count: 2 }));
    reading.take(moment({ count: 9 }));
    expect(reading.value).toBe(7);
  });

  test("have no number when the person was out of sight", () => {
    const reading = new TrialReading(count, null);
    for (const each of [moment({ count: 3 }), moment({ sight: "away" }), moment({ count: 9 })]) {
      reading.take(each);
    }
    expect(reading.value).toBeNull();
  });

  test("are none where nobody moved", () => {
    expect(new TrialReading(count, moment({ count: 2 })).value).toBe(0);
  });

  test("have no number when the person was not in place at the tone", () => {
    expect(new TrialReading(count, moment({ sight: "placing" })).value).toBeNull();
  });

  test("that are more than half done when time is up count where the test says so", () => {
    const values = [stands, count].map((rule) => {
      const reading = new TrialReading(rule, moment({}));
      reading.take(moment({ count: 9, is_over_half: true }));
      reading.end();
      return reading.value;
    });
    expect(values).toEqual([10, 9]);
  });

  test("that are less than half done when time is up do not count", () => {
    const reading = new TrialReading(stands, moment({}));
    for (const each of [moment({ count: 8, is_over_half: true }), moment({ count: 9 })]) reading.take(each);
    reading.end();
    expect(reading.value).toBe(9);
  });
});

describe("how far it goes before the camera", () => {
  const range: TrialRule = { reads: "range", halfCounts: false };

  test("is that of the first whole movement after the tone", () => {
    const reading = new TrialReading(range, moment({ count: 1, range_deg: 60 }));
    for (const each of [moment({ count: 2, range_deg: 82.6 }), moment({ count: 3, range_deg: 90 })]) {
      reading.take(each);
    }
    expect([reading.value, reading.isOver]).toEqual([83, true]);
  });

  test("is not known before the movement is over, or when the person was out of sight", () => {
    const reading = new TrialReading(range, null);
    reading.take(moment({ is_over_half: true }));
    const before = reading.value;
    for (const each of [moment({ sight: "away" }), moment({ count: 1, range_deg: 80 })]) reading.take(each);
    expect([before, reading.value, reading.isOver]).toEqual([null, null, true]);
  });
});
