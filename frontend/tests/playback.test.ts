import { expect, test } from "vitest";
import { Clip } from "../src/clip/clip";
import { Playback } from "../src/clip/playback";
import { aClip } from "./a_clip";

const tempo = { outS: 4, holdS: 0, backS: 4 };

test("time passes at the chosen tempo and not at the clip's own", () => {
  const playback = new Playback(new Clip(aClip()), tempo);
  playback.pass(2);
  expect(playback.timeS).toBeCloseTo(1);
});

test("half speed takes twice as long, and after the slowest comes the normal one", () => {
  const playback = new Playback(new Clip(aClip()), tempo);
  expect(playback.slowDown()).toBe(0.5);
  playback.pass(4);
  expect(playback.timeS).toBeCloseTo(1);
  expect([playback.slowDown(), playback.slowDown()]).toEqual([0.25, 1]);
});

test("nothing moves while paused", () => {
  const playback = new Playback(new Clip(aClip()), tempo);
  playback.pause();
  playback.pass(3);
  expect(playback.timeS).toBe(0);
});

test("steps go from key moment to key moment, round and round", () => {
  const playback = new Playback(new Clip(aClip()), { outS: 2, holdS: 1, backS: 2 });
  expect([playback.step(1).name, playback.step(1).name, playback.step(-1).name]).toEqual([
    "Up",
    "Down",
    "Up",
  ]);
  expect(playback.isPlaying).toBe(false);
  expect(playback.timeS).toBeCloseTo(2, 3);
});

test("a place in the repetition stands still there", () => {
  const playback = new Playback(new Clip(aClip()), tempo);
  playback.scrub(0.25);
  playback.pass(1);
  expect(playback.share).toBeCloseTo(0.25);
});

test("where motion is not wanted, a still stands for three seconds", () => {
  const playback = new Playback(new Clip(aClip()), tempo, () => true);
  const seen = [0, 2.9, 0.2, 3].map((seconds) => {
    playback.pass(seconds);
    return playback.timeS;
  });
  expect(seen).toEqual([0, 0, 2, 0]);
});
