/** The page of one exercise: the still becomes a figure that moves, and that the reader can turn and stop. */
import { FaultCompare } from "./figure/fault_compare";
import { FigurePlayer } from "./figure/figure_player";
import { parts } from "./page/part";

/** `?moment=0.4` shows one moment of the repetition: for links to it, and for tests. */
const asked = new URLSearchParams(location.search).get("moment");
const moment = asked === null || Number.isNaN(Number(asked)) ? null : Number(asked);

for (const root of parts("figure")) void new FigurePlayer(root).start(moment);
for (const root of parts("fault-compare")) new FaultCompare(root).start();
