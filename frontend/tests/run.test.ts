import { describe, expect, test } from "vitest";
import { carefulStep } from "../src/session/next_step";
import { Run, type Counting, type RunEvent } from "../src/session/run";
import type { SavedRun } from "../src/session/saved_run";
import type { SessionStep } from "../src/session/session_step";

const step = (fields: Partial<SessionStep>): SessionStep => ({
  kind: "set",
  text: "Set 1 of 2",
  seconds: 0,
  item: 0,
  exercise: "clamshell",
  side: "right",
  set: null,
  sets: null,
  repetitions: null,
  hold_s: null,
  out_s: null,
  back_s: null,
  counts: null,
  range_share: 1,
  ended_by: null,
  ...fields,
});
const set = (number: number, fields: Partial<SessionStep> = {}) =>
  step({
    text: `Set ${number} of 2`,
    set: number,
    repetitions: 3,
    out_s: 2,
    hold_s: 1,
    back_s: 2,
    ...fields,
  });
const script = [
  step({ kind: "ready", text: "Get ready", seconds: 10 }),
  set(1),
  step({ kind: "rest", text: "Rest", seconds: 30 }),
  set(2),
  step({ kind: "ask", text: "How was it?" }),
  step({ kind: "ready", text: "Get ready", exercise: "bridge", item: 1, seconds: 10 }),
  set(1, { exercise: "bridge", item: 1 }),
  step({ kind: "done", text: "That is all", exercise: null, item: null }),
];

function setUp(index = 0, counting: Counting = "tempo") {
  const events: RunEvent[] = [];
  const saved = { script, index, elapsedS: 0, repetitions: 0 } as unknown as SavedRun;
  const run: Run = new Run(
    saved,
    (event) => {
      events.push(event);
      if (event.kind === "StepDone") {
        const place = carefulStep({ script: saved.script, index: saved.index }, { kind: "done" });
        run.standAt(place.script, place.index);
      }
    },
    counting,
  );
  run.isRunning = true;
  return { run, events };
}

const pass = (run: Run, seconds: number) => {
  for (let i = 0; i < seconds * 10; i++) run.pass(0.1);
};
const kinds = (events: RunEvent[]) => events.map((event) => event.kind);

describe("a run", () => {
  test("get ready counts down and leads to the set", () => {
    const { run, events } = setUp();
    pass(run, 10.2);
    expect(run.step.text).toBe("Set 1 of 2");
    expect(kinds(events).filter((kind) => kind === "SecondPassed").length).toBe(11);
  });

  test("repetitions are counted by tempo and the rest follows the last", () => {
    const { run, events } = setUp(1);
    pass(run, 15.1);
    const counts = events.flatMap((event) => (event.kind === "RepetitionDone" ? [event.count] : []));
    expect(counts).toEqual([1, 2, 3]);
    expect(run.step.kind).toBe("rest");
  });

  test("counted by hand, time alone counts nothing", () => {
    const { run } = setUp(1, "hand");
    pass(run, 60);
    expect(run.saved.repetitions).toBe(0);
    run.count();
    expect(run.saved.repetitions).toBe(1);
  });

  test("while it stands still nothing passes", () => {
    const { run } = setUp(1);
    pass(run, 6);
    run.isRunning = false;
    pass(run, 60);
    run.count();
    expect([run.saved.repetitions, Math.round(run.saved.elapsedS)]).toEqual([1, 6]);
  });

  test("back to tempo the count goes on from where it was", () => {
    const { run } = setUp(1, "hand");
    run.count();
    run.countBy("tempo");
    pass(run, 4.9);
    expect(run.saved.repetitions).toBe(1);
    pass(run, 0.2);
    expect(run.saved.repetitions).toBe(2);
  });

  test("a smaller movement of the same set goes on at its count", () => {
    const { run } = setUp(1);
    pass(run, 6);
    run.standAt(
      script.map((each) => ({ ...each, range_share: 0.667 })),
      1,
    );
    expect([run.saved.repetitions, run.step.range_share]).toEqual([1, 0.667]);
  });

  test("another step begins at nought", () => {
    const { run } = setUp(1);
    pass(run, 6);
    run.standAt(script, 3);
    expect([run.saved.repetitions, run.saved.elapsedS]).toEqual([0, 0]);
  });

  test("a wait can be ended", () => {
    const { run } = setUp(2);
    run.endWait();
    expect(run.step.text).toBe("Set 2 of 2");
  });
});

describe("the careful step", () => {
  test("skip leaves out what is left of the exercise", () => {
    const place = carefulStep({ script, index: 2 }, { kind: "skip" });
    expect(place.script[place.index]?.exercise).toBe("bridge");
    expect(place.script.slice(2).some((each) => each.exercise === "clamshell")).toBe(false);
  });

  test("pain leaves the exercise out even when going on was wished", () => {
    const event = { kind: "pain", action: "go_on_smaller", range_share: 0.667, goes_on: true } as const;
    const place = carefulStep({ script, index: 1 }, event);
    expect(place.script[place.index]?.exercise).toBe("bridge");
  });

  test("ending the session ends it, and says why", () => {
    const place = carefulStep({ script, index: 1 }, { kind: "pain", action: "end_session", goes_on: false });
    expect([place.script[place.index]?.kind, place.script[place.index]?.ended_by]).toEqual(["done", "pain"]);
  });

  test("at the end it stays at the end", () => {
    const last = script.length - 1;
    expect(carefulStep({ script, index: last }, { kind: "done" }).index).toBe(last);
  });
});

describe("a set that the camera counts", () => {
  test("time alone counts nothing", () => {
    const { run } = setUp(1, "camera");
    pass(run, 30);
    expect(run.saved.repetitions).toBe(0);
  });

  test("counts what the camera counted since, and is logged as the camera's", () => {
    const { run } = setUp(1, "camera");
    run.countTo(1);
    run.countTo(2);
    expect(run.saved.repetitions).toBe(2);
    expect(run.source).toBe("camera");
  });

  test("what the person adds makes it theirs", () => {
    const { run } = setUp(1, "camera");
    run.countTo(1);
    run.count();
    expect(run.saved.repetitions).toBe(2);
    expect(run.source).toBe("manual");
  });

  test("goes on from the count reached when the camera is switched off", () => {
    const { run } = setUp(1, "camera");
    run.countTo(1);
    run.countBy("hand");
    run.count();
    expect(run.saved.repetitions).toBe(2);
  });
});
