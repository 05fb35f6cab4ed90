/** The answers in a form about an outing; what was not answered is not among them. */
import { numbersIn, yesNoIn } from "../page/form_answers";
import type { OutingAnswers } from "./told";

export function answersIn(form: HTMLFormElement): OutingAnswers {
  return { ...numbersIn(form, "score", "after", "pinch"), ...yesNoIn(form, "limp", "swelling") };
}
