import { expect, test } from "vitest";
import { WatchedSet, type Watching } from "../src/core/watched_set";

const numbersOfAFrame = 33 * 4;

/** Python's side: memory that can move, and what it was asked to look at. */
class FakePython {
  readonly looked: { t_s: number; width: number; isAnybody: boolean; first: number }[] = [];
  /** Windows and objects of the bridge that nobody has let go of. */
  open = 3;
  private memory = new Float64Array(numbersOfAFrame);

  get watching(): Watching {
    const observe = (t_s: number, width: number, isAnybody: boolean) => {
      this.looked.push({ t_s, width, isAnybody, first: this.memory[0]! });
      return isAnybody ? "{}" : "";
    };
    const destroy = () => {
      this.open -= 1;
    };
    return {
      points: { getBuffer: () => this.window(), destroy },
      observe: Object.assign(observe, { destroy }),
      packet: () => "",
      destroy,
    };
  }

  /** As when it grows: what was there is copied, and the old place is gone. */
  move(): void {
    this.memory = structuredClone(this.memory, { transfer: [this.memory.buffer] });
  }

  private window() {
    this.open += 1;
    return { data: this.memory, release: () => (this.open -= 1) };
  }
}

function frame(first: number): Float64Array {
  return new Float64Array(numbersOfAFrame).fill(first);
}

test("a frame is written where Python looks", () => {
  const python = new FakePython();
  const set = new WatchedSet(python.watching);
  expect(set.look(1.5, frame(0.25), 1.4)).toBe("{}");
  expect(python.looked).toEqual([{ t_s: 1.5, width: 1.4, isAnybody: true, first: 0.25 }]);
});

test("nobody is no frame", () => {
  const python = new FakePython();
  expect(new WatchedSet(python.watching).look(0, new Float64Array(0), 1)).toBe("");
  expect(python.looked[0]!.isAnybody).toBe(false);
});

test("memory that has moved is found again", () => {
  const python = new FakePython();
  const set = new WatchedSet(python.watching);
  set.look(0, frame(1), 1);
  python.move();
  set.look(1, frame(2), 1);
  expect(python.looked.map(({ first }) => first)).toEqual([1, 2]);
});

test("a frame of another size is refused", () => {
  const set = new WatchedSet(new FakePython().watching);
  expect(() => set.look(0, new Float64Array(100), 1)).toThrow("expected 132 numbers a frame, found 100");
});

test("nothing of the bridge is left when the set is over", () => {
  const python = new FakePython();
  const set = new WatchedSet(python.watching);
  set.look(0, frame(1), 1);
  python.move();
  set.look(1, frame(2), 1);
  set.destroy();
  expect(python.open).toBe(0);
});
