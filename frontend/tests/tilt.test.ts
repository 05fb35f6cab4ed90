import { describe, expect, test } from "vitest";
import { angleBetween, TiltMeter, upOf } from "../src/home_test/tilt";

const flat = upOf(0, 0);

describe("the tilt", () => {
  test("a phone flat on its back has up along its own axis", () => {
    expect(flat.map((value) => Math.abs(Math.round(value * 1e6) / 1e6))).toEqual([0, 0, 1]);
  });

  test.each([10, 45, 90, 120])("pitching by %d degrees is that angle", (deg) => {
    expect(angleBetween(flat, upOf(deg, 0))).toBeCloseTo(deg, 6);
  });

  test.each([10, 45, 80])("rolling by %d degrees is that angle, to either side", (deg) => {
    expect(angleBetween(flat, upOf(0, deg))).toBeCloseTo(deg, 6);
    expect(angleBetween(flat, upOf(0, -deg))).toBeCloseTo(deg, 6);
  });

  test("an upright phone that leans sideways tells the lean", () => {
    const upright = upOf(90, 0);
    const leaning: [number, number, number] = [Math.sin(0.5), Math.cos(0.5), 0];
    expect(angleBetween(upright, leaning)).toBeCloseTo((0.5 * 180) / Math.PI, 6);
  });
});

describe("the meter", () => {
  function feed(meter: TiltMeter, deg: number, beganS: number, endS: number) {
    let state = meter.read(upOf(deg, 0), beganS);
    for (let atS = beganS; atS <= endS; atS += 0.05) state = meter.read(upOf(deg, 0), atS);
    return state;
  }

  test("zero is where the phone first stays still", () => {
    const meter = new TiltMeter(2, 2);
    expect(feed(meter, 80, 0, 1).stage).toBe("zero");
    expect(feed(meter, 80, 1, 3).stage).toBe("moving");
  });

  test("the angle is taken where the limb comes to rest", () => {
    const meter = new TiltMeter(2, 2);
    feed(meter, 80, 0, 3);
    expect(feed(meter, 50, 3.1, 4).stage).toBe("moving");
    const end = feed(meter, 48, 4.1, 7);
    expect(end.stage).toBe("held");
    expect(end.deg).toBeCloseTo(32, 6);
  });

  test("resting at zero is no result", () => {
    const meter = new TiltMeter(2, 2);
    expect(feed(meter, 80, 0, 20).stage).toBe("moving");
  });

  test("a shaking limb is not still", () => {
    const meter = new TiltMeter(2, 2);
    feed(meter, 80, 0, 3);
    let state = meter.read(upOf(50, 0), 3);
    for (let i = 0; i < 100; i++) state = meter.read(upOf(50 + (i % 2) * 6, 0), 3 + i * 0.05);
    expect(state.stage).toBe("moving");
  });
});
