/** The page of one exercise: the still becomes a loop that can be paused. */
import { Loop } from "./figure/loop";
import { fetchLoop, LoopView } from "./figure/loop_view";
import { ExerciseLoop } from "./figure/exercise_loop";
import { parts } from "./page/part";

for (const stage of parts("exercise-loop")) {
  const address = stage.dataset["exerciseLoop"];
  if (address) {
    void fetchLoop(address)
      .then((file) => new ExerciseLoop(stage, (svg) => new LoopView(svg, new Loop(file))).start())
      .catch(() => undefined); // The still drawing stays: that is all a page without its loop needs.
  }
}
