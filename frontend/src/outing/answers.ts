/** The answers in a form about an outing; what was not answered is not among them. */
import type { OutingAnswers } from "./told";

export function answersIn(form: HTMLFormElement): OutingAnswers {
  const data = new FormData(form);
  const number = (name: "score" | "after" | "pinch"): OutingAnswers => {
    const value = data.get(name);
    return typeof value === "string" && value !== "" ? { [name]: Number(value) } : {};
  };
  const yes = (name: "limp" | "swelling"): OutingAnswers => {
    const value = data.get(name);
    return value === "yes" || value === "no" ? { [name]: value === "yes" } : {};
  };
  return { ...number("score"), ...number("after"), ...number("pinch"), ...yes("limp"), ...yes("swelling") };
}
