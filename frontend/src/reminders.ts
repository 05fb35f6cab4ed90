/** The reminders page: copies the calendar's address, and lets this browser show reminders. */
import { connectCopyButton } from "./page/copy_button";
import { connectPush } from "./page/push";

connectCopyButton(document);
connectPush(document);
