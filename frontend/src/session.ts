/** The session page. Works from one document; everything else is optional while it runs. */
import { Core } from "./core/core";
import { openQueue } from "./log/open_queue";
import { openRecordings } from "./log/open_recordings";
import { currentViewer } from "./page/viewer";
import { Player } from "./session/player";
import { RunStore } from "./session/run_store";
import { isShortAsked, shortened } from "./session/short";
import { documentOnPage } from "./today/document";
import { localDay, withoutEnded } from "./today/ended";
import { keepDocument, keptDocument } from "./today/kept_document";

async function start(): Promise<void> {
  const viewer = currentViewer();
  const queue = openQueue();
  if (!viewer || !queue) return;
  const onPage = documentOnPage();
  if (onPage) await keepDocument(viewer.id, onPage);
  const kept = onPage ?? (await keptDocument(viewer.id));
  const today = kept && withoutEnded(kept, localDay(new Date()));
  if (!today || today.script.length === 0) return;
  const core = new Core();
  core.load();
  const store = new RunStore(viewer.id);
  const short = isShortAsked(location.search) ? shortened(today) : today;
  const { saved, isResumed } = await store.open(short);
  // A session that was begun goes on as it was: its script tells of all its lines.
  const shown = isResumed ? today : short;
  await new Player(shown, saved, store, queue, core, openRecordings(queue)).start(isResumed);
}

void start();
