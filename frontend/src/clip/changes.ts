/** Series of numbers that were written as changes. */

/** What the server multiplied with before it rounded. */
const perUnit = 10_000;

/** The values of every frame, one after the other; a single entry stands for all frames. */
export function readChanges(numbers: readonly number[], width: number, frames: number): Float32Array {
  if (numbers.length !== width && numbers.length !== width * frames)
    throw new RangeError(`expected ${width} or ${width * frames} numbers, got ${numbers.length}`);
  const values = new Float32Array(width * frames);
  const isStill = numbers.length === width;
  for (let lane = 0; lane < width; lane++) {
    let sum = 0;
    for (let frame = 0; frame < frames; frame++) {
      if (frame === 0 || !isStill) sum += numbers[frame * width + lane]!;
      values[frame * width + lane] = sum / perUnit;
    }
  }
  return values;
}
