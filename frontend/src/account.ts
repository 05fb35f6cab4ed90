/** The account page: how the figure looks. */
import { LookChooser } from "./figure/look_chooser";
import { parts } from "./page/part";

for (const root of parts("figure-look")) void new LookChooser(root).start();
