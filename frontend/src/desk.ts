import htmx from "htmx.org";
import { filterLists } from "./list_filter";
import { walkNeeds } from "./need_list";
import { arrangeLines } from "./plan_lines";
import { showShelf } from "./shelf";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;

filterLists(document);
walkNeeds(document);
arrangeLines(document);
showShelf(document);
