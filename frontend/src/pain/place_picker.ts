/** Where does it hurt: on the body map or from a list. Both give the same, and the words say which. */
import { part, parts, setText } from "../page/part";
import type { Worded } from "../today/document";
import { placeWords, readPlace, type PainPlace } from "./place";

export class PlacePicker {
  chosen: PainPlace | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly places: readonly Worded[],
    private readonly changed: () => void,
  ) {
    this.buildList();
    for (const label of parts("place-name", root)) {
      const place = readPlace(label.closest("label")?.querySelector("input")?.value ?? "");
      if (place) setText(label, placeWords(place, places));
    }
    root.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement) this.choose(readPlace(event.target.value));
    });
    for (const button of parts<HTMLButtonElement>("face", root)) {
      button.addEventListener("click", () => this.turn(button.dataset["face"] ?? "front"));
    }
    part("as-list", root).addEventListener("click", () => this.showList(true));
    part("as-map", root).addEventListener("click", () => this.showList(false));
  }

  reset(): void {
    this.chosen = null;
    setText(part("where-words", this.root), "");
    this.turn("front");
    this.showList(false);
  }

  private choose(place: PainPlace | null): void {
    if (!place) return;
    this.chosen = place;
    setText(part("where-words", this.root), placeWords(place, this.places));
    this.changed();
  }

  private turn(face: string): void {
    part("map", this.root).dataset["map"] = face;
    for (const button of parts("face", this.root)) {
      button.setAttribute("aria-pressed", String(button.dataset["face"] === face));
    }
  }

  private showList(isList: boolean): void {
    part("list-part", this.root).hidden = !isList;
    part("map-part", this.root).hidden = isList;
  }

  private buildList(): void {
    const list = part("place-list", this.root);
    for (const place of this.places) {
      for (const side of ["right", "left"] as const) {
        const input = document.createElement("input");
        Object.assign(input, { type: "radio", name: "where-in-list", value: `${side} ${place.value}` });
        const label = document.createElement("label");
        label.className = "answer low";
        label.append(input, placeWords({ side, place: place.value }, this.places));
        list.append(label);
      }
    }
  }
}
