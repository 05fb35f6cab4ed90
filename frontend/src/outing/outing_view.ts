/** Writes a run or a walk onto its page. Decides nothing. */
import { clockWords } from "../page/clock_words";
import { part, parts, setText } from "../page/part";
import { RingView } from "../session/ring_view";
import type { Course, Stage } from "./course";
import { thenWords } from "./words";

const mainWords: Record<Stage, string> = {
  ready: "Start",
  countdown: "Pause",
  going: "Pause",
  paused: "Go on",
  over: "Done",
};

export class OutingView {
  private readonly ring = new RingView();

  /** Each part as wide as it is long. */
  showLengths(course: Course): void {
    for (const list of parts("lengths")) {
      course.parts.forEach((each, i) => {
        const bar = list.children[i] as HTMLElement | undefined;
        bar?.style.setProperty("flex-grow", String(each.seconds));
      });
    }
  }

  show(course: Course): void {
    const { stage, place } = course;
    const player = part("player");
    player.dataset["stage"] = stage;
    player.dataset["part"] = place.part.kind;
    setText(part("main-words"), mainWords[stage]);
    setText(part("part-word"), this.bigWord(course));
    setText(part("part-place"), `${place.index + 1} of ${course.parts.length}`);
    setText(part("left"), clockWords(course.wholeS - course.passedS));
    setText(part("cue-words"), thenWords(place.next, course.parts));
    if (stage === "countdown") this.ring.showClock(course.countdownLeftS, course.readyS, "get ready");
    else this.ring.showClock(place.leftS, place.part.seconds, "left");
    this.showCourse(course);
  }

  private bigWord({ stage, place }: Course): string {
    if (stage === "paused") return "Paused";
    return place.part.kind === "run" ? "Run" : "Walk";
  }

  /** One bar a part, filled as it goes by. */
  private showCourse(course: Course): void {
    let beganS = 0;
    const bars = [...part("course").children] as HTMLElement[];
    course.parts.forEach((each, i) => {
      const share = Math.min(1, Math.max(0, (course.passedS - beganS) / each.seconds));
      bars[i]?.style.setProperty("--share", share.toFixed(3));
      beganS += each.seconds;
    });
    part("course").setAttribute("aria-label", `Part ${course.place.index + 1} of ${course.parts.length}`);
  }
}
