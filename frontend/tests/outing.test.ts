import { describe, expect, test } from "vitest";
import { Course, type CourseEvent } from "../src/outing/course";
import type { OutingDocument, OutingPart } from "../src/outing/document";
import { Told } from "../src/outing/told";
import { thenWords, partWords, wholeWords } from "../src/outing/words";
import { clockWords } from "../src/page/clock_words";

const parts: OutingPart[] = [
  { kind: "walk", seconds: 120 },
  { kind: "run", seconds: 60 },
  { kind: "walk", seconds: 120 },
];
const readyS = 5;

function begun(): { course: Course; heard: CourseEvent[] } {
  const heard: CourseEvent[] = [];
  const course = new Course(parts, readyS, (event) => heard.push(event));
  course.start();
  return { course, heard };
}

function began(heard: CourseEvent[]): number[] {
  return heard.flatMap((event) => (event.kind === "PartBegan" ? [event.index] : []));
}

describe("the words of a part", () => {
  test("name what comes next, and the last one", () => {
    expect(thenWords(parts[1]!, parts)).toBe("Then: run 1 minute.");
    expect(thenWords(null, parts)).toBe("This is the last part.");
    expect(wholeWords(parts)).toBe("That was the last part.");
  });

  test("call no part the last where there is one only", () => {
    expect(thenWords(null, [{ kind: "walk", seconds: 1200 }])).toBe("Walk 20 minutes.");
    expect(wholeWords([{ kind: "walk", seconds: 1200 }])).toBe("That was all of it.");
  });
});

describe("an outing", () => {
  test("begins after the countdown, and loses none of its time", () => {
    const { course, heard } = begun();
    course.pass(readyS + 1);
    expect([course.stage, course.passedS, began(heard)]).toEqual(["going", 1, [0]]);
  });

  test("tells each part once, as it begins", () => {
    const { course, heard } = begun();
    for (let i = 0; i < 200; i++) course.pass(1);
    expect(began(heard)).toEqual([0, 1, 2]);
  });

  test("tells the last three seconds of a part", () => {
    const { course, heard } = begun();
    for (let i = 0; i < readyS + 119; i++) course.pass(1);
    const soon = heard.flatMap((event) => (event.kind === "Soon" ? [event.second] : []));
    expect(soon).toEqual([3, 2, 1, 3, 2, 1]);
  });

  test("goes on by the clock behind a dark screen, and tells only the part that is on", () => {
    const { course, heard } = begun();
    course.pass(readyS + 200);
    expect(began(heard)).toEqual([2]);
    expect(course.place.leftS).toBe(100);
  });

  test("stands still while it is paused", () => {
    const { course } = begun();
    course.pass(readyS + 10);
    course.pause();
    course.pass(60);
    expect(course.passedS).toBe(10);
    course.goOn();
    course.pass(1);
    expect(course.passedS).toBe(11);
  });

  test("paused in the countdown it goes on with the countdown", () => {
    const { course } = begun();
    course.pass(1);
    course.pause();
    course.goOn();
    expect(course.stage).toBe("countdown");
  });

  test("is whole at its end, and not when it is ended before", () => {
    const whole = begun();
    whole.course.pass(readyS + 300);
    expect(whole.heard.at(-1)).toEqual({ kind: "Over", isWhole: true });
    const broken = begun();
    broken.course.pass(readyS + 150);
    broken.course.end();
    expect(broken.heard.at(-1)).toEqual({ kind: "Over", isWhole: false });
    expect(broken.course.minutesOf("run")).toBe(1);
  });

  test("ends once", () => {
    const { course, heard } = begun();
    course.end();
    course.end();
    expect(heard.filter((event) => event.kind === "Over")).toHaveLength(1);
  });

  test("waits where a page that was loaded again had been", () => {
    const { course } = begun();
    course.resumeAt(130);
    course.pass(50);
    expect([course.stage, course.place.part.kind, course.passedS]).toEqual(["paused", "run", 130]);
  });
});

describe("what is told of it", () => {
  const run: OutingDocument = { kind: "run", outing: "running", step: 2, parts, ready_s: readyS };

  test("is one entry, corrected by each later word", () => {
    const told = new Told(run);
    const first = told.write(1, true);
    told.answer({ score: 1, after: 0, pinch: 0, limp: false });
    const second = told.write(1, true);
    expect(first).toMatchObject({ kind: "run", step: 2, finished: true });
    expect(second).toMatchObject({
      kind: "correction",
      supersedes: first.id,
      entry: { kind: "run", score: 1, after: 0, pinch: 0, limp: false },
    });
  });

  test("keeps the worst of several presses and of the answer", () => {
    const told = new Told(run);
    told.pressed();
    told.felt({ kind: "pain", when: "during", score: 4 });
    told.felt({ kind: "pain", when: "during", score: 3, pinch: 0 });
    told.pressed();
    told.felt({ kind: "pain", when: "during", score: 2, pinch: 2 });
    told.answer({ score: 0, pinch: 0 });
    expect(told.write(1, false)).toMatchObject({ score: 3, pinch: 2, finished: false, minutes: 1 });
  });

  test("says of a whole run only its step", () => {
    expect(new Told(run).write(5, true)).not.toHaveProperty("minutes");
  });

  test("knows no score where none was told", () => {
    const walk: OutingDocument = { kind: "walk", outing: "walking", step: null, parts, ready_s: readyS };
    expect(new Told(walk).write(20, true)).toMatchObject({ kind: "walk", minutes: 20 });
    expect(new Told(walk).write(20, true)).not.toHaveProperty("score");
  });
});

test("lengths are written as on a clock and said in words", () => {
  expect([clockWords(185), clockWords(59.2), clockWords(0)]).toEqual(["3:05", "1:00", "0:00"]);
  expect(partWords({ kind: "run", seconds: 60 })).toBe("Run 1 minute");
});
