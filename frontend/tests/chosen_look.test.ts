import { describe, expect, test } from "vitest";
import { checkedChoice } from "../src/figure/chosen_look";

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
});
