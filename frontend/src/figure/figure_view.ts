/** The figure on a stage of the page: the still drawing first, then the figure itself where the machine can. */
import { Clip } from "../clip/clip";
import { fetchClip, type Triple, type ViewName } from "../clip/clip_file";
import { Orbit } from "../clip/orbit";
import { part } from "../page/part";
import { fetchBodyBytes } from "./body_bytes";
import { chosenLook } from "./chosen_look";
import type { FigureScene } from "./viewer";
import type { Insets } from "./figure_scene";
import type { Look } from "./look";
import { connectOrbit } from "./orbit_control";
import { FrameWatch, qualities } from "./quality";

export interface Stills {
  start: string;
  end: string;
}

/** What the stage shows: nothing moving yet, the figure, or only drawings because the machine cannot. */
export type Shown = "waiting" | "figure" | "drawing";

/** A figure that has stood still so long is drawn once as well as the machine can (milliseconds). */
const restMs = 150;

export class FigureView {
  clip: Clip | null = null;
  /** 1 where all of the figure fits, more when the reader has come nearer. */
  nearer = 1;
  private readonly orbit = new Orbit([0, 0, 1]);
  private readonly image: HTMLImageElement;
  private readonly canvas: HTMLCanvasElement;
  private scene: FigureScene | null = null;
  private opening: Promise<FigureScene | null> | null = null;
  private watch = new FrameWatch(0);
  private address = "";
  private stills: Stills = { start: "", end: "" };
  private drawn = "";
  private isSharp = false;
  private isSeen = true;
  private changedMs = 0;
  private lastDrawMs = 0;

  /** A figure that `mayTurn` is turned by hand. */
  constructor(
    private readonly stage: HTMLElement,
    private readonly insets: Insets,
    mayTurn = true,
  ) {
    this.image = part<HTMLImageElement>("still", stage);
    this.canvas = part<HTMLCanvasElement>("canvas", stage);
    this.shown = "waiting";
    if (mayTurn) connectOrbit(this.canvas, this.orbit, this);
    new IntersectionObserver((entries) => (this.isSeen = entries.at(-1)?.isIntersecting ?? true)).observe(
      stage,
    );
  }

  get shown(): Shown {
    return this.stage.dataset["shown"] as Shown;
  }

  /** Show these clips beside each other; the drawing stands until the first picture is there. */
  async show(addresses: readonly string[], stills: Stills): Promise<void> {
    const address = addresses.join(" ");
    if (address === this.address) return;
    this.address = address;
    const standsAlready = this.shown === "figure" && stills.start === this.stills.start;
    this.stills = stills;
    this.clip = null;
    // Another clip of the same exercise takes the figure's place without a drawing in between.
    if (stills.start && !standsAlready) {
      this.canvas.hidden = true;
      this.image.hidden = false;
      this.showDrawing(false);
    }
    const opening = this.openScene();
    const clips = await Promise.all(addresses.map(fetchClip)).catch(() => null);
    if (address !== this.address) return;
    if (!clips?.[0]) {
      this.address = ""; // Not there now: the next time it is asked for again.
      return;
    }
    const shown = clips.map((file) => new Clip(file));
    this.clip = shown[0]!;
    this.orbit.lookFrom(shown.at(-1)!.file.camera.from); // A fault knows from where it is best seen.
    this.nearer = 1;
    const scene = await opening;
    if (address !== this.address) return;
    // The machine may have turned out too slow meanwhile.
    if (!scene || scene !== this.scene) {
      this.shown = "drawing";
      return;
    }
    scene.show(shown);
    this.canvas.hidden = false;
    this.stage.dataset["layout"] = scene.layout;
    this.image.hidden = true;
    this.drawn = "";
    this.draw(0);
    this.shown = "figure";
  }

  /** Look from one of the named directions. */
  lookFrom(view: ViewName): void {
    if (this.clip) this.orbit.lookFrom(this.clip.file.camera.views[view]);
  }

  /** Look from a direction of the room. */
  lookAlong(from: Triple): void {
    this.orbit.lookFrom(from);
  }

  /** The figure at a moment of the clip (seconds); without a figure the nearer of the two drawings. */
  draw(timeS: number): void {
    if (!this.scene || this.clip === null || this.shown === "drawing") {
      this.showDrawing(this.isNearEnd(timeS));
      return;
    }
    if (!this.isSeen) return;
    const { from } = this.orbit;
    const size = [this.canvas.clientWidth, this.canvas.clientHeight];
    const state = [timeS, ...from, this.nearer, ...size].join();
    const nowMs = performance.now();
    if (state !== this.drawn) {
      this.scene.render(timeS, from, this.nearer, qualities[this.watch.level]);
      this.isSharp = this.watch.level === 0;
      this.drawn = state;
      this.changedMs = nowMs;
      if (this.lastDrawMs) this.judge((nowMs - this.lastDrawMs) / 1000);
      this.lastDrawMs = nowMs;
      return;
    }
    this.lastDrawMs = 0;
    if (!this.isSharp && nowMs - this.changedMs > restMs) {
      this.scene.render(timeS, from, this.nearer);
      this.isSharp = true;
    }
  }

  /** Put the ring where the mark of that figure's fault is on the canvas; without a mark it is away. */
  showMark(ring: HTMLElement, index: number): void {
    const place = this.scene?.markPlace(index) ?? null;
    ring.hidden = place === null;
    if (!place) return;
    ring.style.setProperty("--x", `${(100 * place.x).toFixed(1)}%`);
    ring.style.setProperty("--y", `${(100 * place.y).toFixed(1)}%`);
  }

  /** Where joints of the figure are in the room as it was drawn last (metres); empty without a figure. */
  jointPlaces(bones: readonly string[]): Triple[] {
    return this.scene?.jointPlaces(bones) ?? [];
  }

  /** Places of the room on the canvas, in shares of it; empty without a figure. */
  projected(places: readonly Triple[]): { x: number; y: number }[] {
    return this.scene?.projected(places) ?? [];
  }

  /** Put on what the reader chose, or is about to choose. */
  wear(look: Look = chosenLook()): void {
    this.scene?.wear(look);
    this.drawn = "";
  }

  dispose(): void {
    this.scene?.dispose();
    this.scene = null;
    this.opening = null;
    this.address = "";
  }

  private set shown(shown: Shown) {
    this.stage.dataset["shown"] = shown;
  }

  private openScene(): Promise<FigureScene | null> {
    this.opening ??= this.newScene().catch(() => null);
    return this.opening;
  }

  /** Chunk and body travel together. Fails where there is no WebGL or the network is gone. */
  private async newScene(): Promise<FigureScene> {
    if (typeof WebGL2RenderingContext === "undefined") throw new Error("no WebGL here");
    const [{ openScene }, bytes] = await Promise.all([import("./viewer"), fetchBodyBytes()]);
    const scene = openScene(this.canvas, chosenLook(), bytes);
    scene.keepFree(this.insets);
    if (scene.isSoftware) this.watch = new FrameWatch(1);
    this.scene = scene;
    return scene;
  }

  private judge(spanS: number): void {
    if (this.watch.add(spanS) === "give up") this.giveUp();
  }

  /** Too slow for a movement: the drawings are better. */
  private giveUp(): void {
    this.scene?.dispose();
    this.scene = null;
    this.opening = Promise.resolve(null);
    this.shown = "drawing";
    this.canvas.hidden = true;
    this.image.hidden = false;
  }

  private isNearEnd(timeS: number): boolean {
    const { clip } = this;
    if (!clip) return false;
    const { part: now, share } = clip.partAt(timeS);
    return now === "hold" || (now === "out" ? share >= 0.5 : share < 0.5);
  }

  private showDrawing(isEnd: boolean): void {
    const address = isEnd ? this.stills.end : this.stills.start;
    if (address && this.image.getAttribute("src") !== address) this.image.src = address;
  }
}
