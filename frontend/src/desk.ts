import htmx from "htmx.org";
import { walkDays } from "./day_line";
import { openDrawers } from "./drawer";
import { listenForKeys } from "./editor_keys";
import { keepState } from "./editor_state";
import { filterLists } from "./list_filter";
import { walkNeeds } from "./need_list";
import { arrangeLines } from "./plan_lines";
import { followAnswers } from "./question_form";
import { showShelf } from "./shelf";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
// No element has a style of its own, and the content security policy refuses even an empty one.
htmx.config.attributesToSettle = ["class", "width", "height"];
// A refused edit (422) comes with the page as it stands and says why: it is shown like any other answer.
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "422", swap: true },
  { code: "[23]..", swap: true },
  { code: "[45]..", swap: false, error: true },
];

filterLists(document);
walkNeeds(document);
arrangeLines(document);
showShelf(document);
openDrawers(document);
listenForKeys(document);
keepState(document);
followAnswers(document);
walkDays(document);
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target instanceof Element && event.target.id === "time-line") walkDays(document);
});
