/** The therapist's replay of a set. `?at=12.5` stands at that second: for links to it, and for tests. */
import { part } from "./page/part";
import type { ReplayData } from "./replay/replay_data";
import { ReplayPage } from "./replay/replay_page";

const data = JSON.parse(document.getElementById("replay-data")!.textContent) as ReplayData;
const asked = Number(new URLSearchParams(location.search).get("at") ?? NaN);
void new ReplayPage(part("replay"), data).start(Number.isNaN(asked) ? null : asked);
