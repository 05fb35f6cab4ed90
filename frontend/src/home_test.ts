/** The page of one home test. */
import { Core } from "./core/core";
import { connectAfterPain } from "./home_test/after_pain";
import { testOnPage } from "./home_test/document";
import { TestPlayer } from "./home_test/test_player";
import { openQueue } from "./log/open_queue";
import { documentOnPage } from "./today/document";

const test = testOnPage();
const today = documentOnPage();
const queue = openQueue();

if (test && today && queue) {
  const core = new Core();
  core.load();
  new TestPlayer(test, today, queue, core).connect();
  connectAfterPain(test, queue);
}
