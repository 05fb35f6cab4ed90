import { expect, test } from "vitest";
import { cellOf, layoutFor } from "../src/figure/cells";

test("standing figures stand beside each other, lying ones lie one above the other", () => {
  expect(layoutFor(2, 350, 350, 0.4)).toBe("columns");
  expect(layoutFor(2, 350, 350, 2)).toBe("rows");
});

test("cells fill the canvas, the first one left or above", () => {
  expect(cellOf(1, 2, "columns", 400, 300)).toEqual({ x: 200, y: 0, width: 200, height: 300 });
  expect(cellOf(0, 2, "rows", 400, 300)).toEqual({ x: 0, y: 150, width: 400, height: 150 });
});
