/** What every page does: theme, connection line, printing, time zone, and sending what waits. */
import { forgetDocuments } from "./store/database";
import { openQueue } from "./log/open_queue";
import { openRecordings } from "./log/open_recordings";
import { connectConnectionLine } from "./page/connection";
import { connectPrintButtons } from "./page/print";
import { connectThemeSwitch } from "./page/theme";
import { connectTimeZone } from "./page/time_zone";

connectThemeSwitch();
connectPrintButtons();
connectTimeZone();
const queue = openQueue();
connectConnectionLine(queue);
if (queue) openRecordings(queue);
// Without a signed-in person nothing of the last one may be shown from this phone.
if (!queue) void forgetDocuments();
