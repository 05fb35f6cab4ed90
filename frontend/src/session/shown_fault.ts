/** Which fault the stage shows beside the right movement: the one just spoken of, for some seconds. */
import type { Moment } from "../core/message";

/** Long enough for one slow repetition (seconds); a correction ends it earlier. */
const staysS = 8;

export class ShownFault {
  /** The fault's code; "" while only the right movement is shown. */
  code = "";
  private leftS = 0;
  private cueNumber = 0;

  /** A moment of the set passed; null without a camera. */
  pass(passedS: number, seen: Pick<Moment, "cue" | "cue_number"> | null): void {
    this.leftS -= passedS;
    const cue = seen?.cue ?? null;
    if (seen && seen.cue_number > this.cueNumber && cue?.kind === "fault") {
      this.code = cue.code;
      this.leftS = staysS;
    }
    this.cueNumber = seen?.cue_number ?? 0;
    if (this.leftS <= 0 || !seen || cue?.kind === "praise") this.code = "";
  }
}
