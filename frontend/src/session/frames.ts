/** The page's frames as passing time. */

/** A frame later than this is not caught up with: the page was hidden or the phone was busy (seconds). */
const longestFrameS = 0.25;

/** Calls `pass` with the seconds since the last frame until it returns false. */
export function passFrames(pass: (passedS: number) => boolean): void {
  let lastMs = 0;
  const frame = (nowMs: number) => {
    const passedS = Math.min(longestFrameS, (nowMs - (lastMs || nowMs)) / 1000);
    lastMs = nowMs;
    if (pass(passedS)) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
