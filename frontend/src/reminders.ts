/** The reminders page: copies the calendar's address. */
import { connectCopyButton } from "./page/copy_button";

connectCopyButton(document);
