/** Today's page: the morning check, the walk, and how far the session is. */
import { openQueue } from "./log/open_queue";
import { currentViewer } from "./page/viewer";
import { connectBarriers } from "./today/barrier";
import { documentOnPage } from "./today/document";
import { connectMorningCheck } from "./today/morning_check";
import { keepDocument } from "./today/kept_document";
import { connectStartButton } from "./today/start_button";
import { connectWalk } from "./today/walk";

const today = documentOnPage();
const queue = openQueue();
const viewer = currentViewer();

if (today && queue && viewer) {
  void keepDocument(viewer.id, today);
  connectMorningCheck(today, queue);
  connectBarriers(today, queue);
  connectWalk(queue);
  void connectStartButton(viewer.id, today);
}
