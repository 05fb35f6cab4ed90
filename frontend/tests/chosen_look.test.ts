import { describe, expect, test } from "vitest";
import { checkedChoice, lookOf } from "../src/figure/chosen_look";

const palette = {
  skin: "#d8b79f",
  hair: "#4b3b33",
  shirt: "#7d97a8",
  shorts: "#36475a",
  working: "#d8412f",
  stretched: "#d99a2b",
};

describe("a kept look", () => {
  test("is taken as it was chosen", () => {
    const choice = { tone: "tone-4", skin: "#96683f", hair: "#2a201c", build: 0.9 };
    expect(checkedChoice(choice)).toEqual(choice);
  });

  test("of another version is left out", () => {
    expect(checkedChoice({ tone: 3, build: 7 })).toEqual({});
  });

  test("that is nothing at all is no choice", () => {
    expect(checkedChoice(null)).toEqual({});
  });

  test("with something else than colours is left out", () => {
    expect(checkedChoice({ tone: "tone-1", skin: "url(x)", hair: "#000000" })).toEqual({});
  });

  test("keeps a height with the tallest", () => {
    const choice = { height: 158, tallest: 200 };
    expect(checkedChoice(choice)).toEqual(choice);
  });

  test("leaves out a height that nobody has, or none could choose", () => {
    expect(checkedChoice({ height: 20, tallest: 200 })).toEqual({});
    expect(checkedChoice({ height: 210, tallest: 200 })).toEqual({});
    expect(checkedChoice({ height: 180 })).toEqual({});
    expect(checkedChoice({ height: NaN, tallest: 200 })).toEqual({});
  });
});

describe("a look", () => {
  test("fills the picture where no height was chosen", () => {
    expect(lookOf({}, palette).size).toBe(1);
  });

  test("is as large as its height is to the tallest", () => {
    expect(lookOf({ height: 150, tallest: 200 }, palette).size).toBe(0.75);
  });
});
