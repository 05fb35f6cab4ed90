/** A movement's rhythm: seconds on the way out, held, and back. */
export interface Tempo {
  outS: number;
  holdS: number;
  backS: number;
}

export type Part = "out" | "hold" | "back";

/** Where in a set the moment lies: whole repetitions done, the part now, how far in it and what is left of it. */
export interface Beat {
  done: number;
  part: Part;
  share: number;
  leftS: number;
  /** Seconds held in this repetition so far. */
  heldS: number;
}

export function cycleSeconds(tempo: Tempo): number {
  return tempo.outS + tempo.holdS + tempo.backS;
}

/** The beat at `elapsedS` seconds of a set. A tempo without any seconds counts as one second out. */
export function beatAt(tempo: Tempo, elapsedS: number): Beat {
  const cycleS = cycleSeconds(tempo);
  if (cycleS <= 0) return beatAt({ ...tempo, outS: 1 }, elapsedS);
  const done = Math.floor(elapsedS / cycleS + 1e-9);
  const inCycleS = Math.max(0, elapsedS - done * cycleS);
  const outEndS = tempo.outS;
  const holdEndS = outEndS + tempo.holdS;
  if (inCycleS < outEndS) return beat(done, "out", inCycleS, tempo.outS, 0);
  if (inCycleS < holdEndS) return beat(done, "hold", inCycleS - outEndS, tempo.holdS, inCycleS - outEndS);
  return beat(done, "back", inCycleS - holdEndS, tempo.backS, tempo.holdS);
}

function beat(done: number, part: Part, passedS: number, lengthS: number, heldS: number): Beat {
  const share = lengthS > 0 ? Math.min(1, passedS / lengthS) : 1;
  return { done, part, share, leftS: Math.max(0, lengthS - passedS), heldS };
}

/** Reads "2-1-2" (out, hold, back). Anything else is no tempo. */
export function readTempo(text: string): Tempo | null {
  const match = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text.trim());
  if (!match) return null;
  return { outS: Number(match[1]), holdS: Number(match[2]), backS: Number(match[3]) };
}
