import { expect, test } from "vitest";
import { muscleRows } from "../src/figure/muscle_rows";

const order = ["calf", "hamstrings", "quadriceps", "adductors", "iliopsoas"];

test("a muscle lights its own channel on its own side", () => {
  const rows = muscleRows([{ id: "hamstrings", role: "working", side: "left" }], "working", order, 2);
  expect(rows.flatMap((value, i) => (value ? [i] : []))).toEqual([8 + 1]);
});

test("both sides light both halves, other roles none", () => {
  const muscles = [{ id: "iliopsoas", role: "stretched", side: "both" } as const];
  expect(muscleRows(muscles, "stretched", order, 2).flatMap((v, i) => (v ? [i] : []))).toEqual([4, 12]);
  expect(muscleRows(muscles, "working", order, 2)).not.toContain(1);
});

test("a muscle that the mesh does not know is not shown", () => {
  expect(muscleRows([{ id: "tongue", role: "working", side: "both" }], "working", order, 2)).not.toContain(1);
});
