/** The page of a run or a walk. */
import { Core } from "./core/core";
import { openQueue } from "./log/open_queue";
import { outingOnPage } from "./outing/document";
import { OutingPlayer } from "./outing/outing_player";
import { documentOnPage } from "./today/document";

const outing = outingOnPage();
const today = documentOnPage();
const queue = openQueue();

if (outing && today && queue) {
  const core = new Core();
  core.load();
  new OutingPlayer(outing, today, queue, core).connect();
}
