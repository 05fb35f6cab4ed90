import { expect, test } from "vitest";
import { dayAfterKey } from "../src/day_line";
import { focusOrder } from "../src/editor_state";
import { isAsked } from "../src/question_form";

test("a moved line keeps the focus on its button, or on the other one at the edge", () => {
  expect(focusOrder("up-bridge").slice(0, 3)).toEqual(["up-bridge", "down-bridge", "up-bridge"]);
});

test("a control that has gone hands the focus to the heading", () => {
  expect(focusOrder("shelf-search")).toEqual(["shelf-search", "plan-title"]);
});

test("a question is asked when every earlier answer makes it meaningful", () => {
  const answers: Record<string, string[]> = { surgery: ["done"] };
  expect(isAsked({ surgery: ["planned", "done"] }, (id) => answers[id] ?? [])).toBe(true);
  expect(isAsked({ surgery: ["planned"] }, (id) => answers[id] ?? [])).toBe(false);
});

test("arrow keys stay on the axis, and other keys are left alone", () => {
  expect(dayAfterKey("ArrowLeft", 0, 30)).toBe(0);
  expect(dayAfterKey("End", 3, 30)).toBe(29);
  expect(dayAfterKey("a", 3, 30)).toBeNull();
});
