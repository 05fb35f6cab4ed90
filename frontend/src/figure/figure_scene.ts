/** The drawing surface: one figure, or two beside each other that share a clock. Knows no page but its canvas. */
import { PerspectiveCamera, Vector3, WebGLRenderer } from "three";
import type { Clip } from "../clip/clip";
import type { Triple } from "../clip/clip_file";
import { aspectOf, boxOf, framedAtSize, framePoints } from "../clip/framing";
import { Actor } from "./actor";
import type { Body } from "./body";
import { cellOf, layoutFor, type Cell, type Layout } from "./cells";
import { openContext } from "./gl_context";
import { GroundShadow } from "./ground_shadow";
import { lightUniforms, type LightUniforms } from "./light_uniforms";
import type { Look } from "./look";
import { isSoftware, qualities, type Quality } from "./quality";

/** A long lens: near limbs do not look swollen (degrees, vertical). */
const fovDeg = 26;
/** How far the key light stands beside and above the recommended camera (degrees). */
const keyBesideDeg = 38;
const keyElevationDeg = 52;

/** Free space round the figure, as shares of the picture: left and right, top, bottom. */
export interface Insets {
  side: number;
  top: number;
  bottom: number;
}

interface Shown {
  actor: Actor;
  shadow: GroundShadow | null;
}

export class FigureScene {
  private readonly renderer: WebGLRenderer;
  private readonly camera = new PerspectiveCamera(fovDeg, 1, 0.05, 60);
  private readonly light: LightUniforms = lightUniforms();
  private shown: Shown[] = [];
  private reach: Triple[] = [];
  private figureAspect = 1;
  private insets: Insets = { side: 0.04, top: 0.04, bottom: 0.04 };

  /** Raises an Error where there is no WebGL. */
  constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly body: Body,
    private look: Look,
  ) {
    this.renderer = new WebGLRenderer({ canvas, context: openContext(canvas) });
    this.renderer.autoClear = false;
    this.renderer.setClearColor(0x000000, 0);
  }

  get isSoftware(): boolean {
    const gl = this.renderer.getContext();
    const info = gl.getExtension("WEBGL_debug_renderer_info");
    return isSoftware(String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)));
  }

  /** Show these clips beside each other; the last decides light and framing. */
  show(clips: readonly Clip[]): void {
    this.clear();
    const last = clips.at(-1);
    if (!last) return;
    this.aimLight(last.file.camera.from);
    this.reach = clips.flatMap((clip) => clip.file.reach);
    this.figureAspect = aspectOf(this.reach, last.file.camera.from);
    this.shown = clips.map((clip) => {
      const actor = new Actor(clip, this.body, this.light, this.look);
      return { actor, shadow: null };
    });
  }

  get clips(): Clip[] {
    return this.shown.map(({ actor }) => actor.clip);
  }

  wear(look: Look): void {
    this.look = look;
    for (const { actor } of this.shown) actor.wear(look);
  }

  keepFree(insets: Insets): void {
    this.insets = insets;
  }

  /** Draw the figures at a moment (seconds), seen from a direction, `nearer` (1: the box fits). */
  render(timeS: number, from: Triple, nearer = 1, quality: Quality = qualities[0]): void {
    const [width, height] = this.fitCanvas(quality);
    if (width === 0 || height === 0) return;
    this.renderer.setRenderTarget(null);
    this.renderer.setViewport(0, 0, width, height);
    this.renderer.setScissorTest(false);
    this.renderer.clear();
    this.shown.forEach((shown, i) => {
      this.castShadow(shown, timeS, quality);
      this.renderOne(shown, this.cell(i, width, height), from, nearer);
    });
  }

  /** Where the mark of a fault is on the canvas, in shares of its width and height; null without a mark. */
  markPlace(index: number): { x: number; y: number } | null {
    const shown = this.shown[index];
    const mark = shown?.actor.clip.file.mark;
    if (!shown || !mark) return null;
    const [width, height] = this.size;
    const cell = this.cell(index, width, height);
    const seen = shown.actor.placeOf(mark.bone, mark.point).project(this.camera);
    return {
      x: (cell.x + ((seen.x + 1) / 2) * cell.width) / width,
      y: 1 - (cell.y + ((seen.y + 1) / 2) * cell.height) / height,
    };
  }

  /** Where joints of the first figure are in the room (metres). */
  jointPlaces(bones: readonly string[]): Triple[] {
    const { actor } = this.shown[0] ?? {};
    return actor ? bones.map((bone) => actor.jointPlace(bone)) : [];
  }

  /** Places of the room on the canvas as it was drawn last, in shares of its width and height. */
  projected(places: readonly Triple[]): { x: number; y: number }[] {
    return places.map((place) => {
      const seen = new Vector3(...place).project(this.camera);
      return { x: (seen.x + 1) / 2, y: (1 - seen.y) / 2 };
    });
  }

  dispose(): void {
    this.clear();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  private castShadow(shown: Shown, timeS: number, quality: Quality): void {
    const { actor } = shown;
    actor.pose(timeS);
    if (quality.hasShadow) {
      shown.shadow ??= this.newShadow(actor);
      shown.shadow.update(this.renderer, actor.scene, actor.shadowless);
    }
    if (shown.shadow) shown.shadow.ground.visible = quality.hasShadow;
  }

  private renderOne({ actor }: Shown, cell: Cell, from: Triple, nearer: number): void {
    this.aimCamera(from, cell.width / cell.height, nearer);
    this.renderer.setViewport(cell.x, cell.y, cell.width, cell.height);
    this.renderer.setScissor(cell.x, cell.y, cell.width, cell.height);
    this.renderer.setScissorTest(true);
    this.renderer.render(actor.scene, this.camera);
    this.renderer.setScissorTest(false);
  }

  private get size(): [number, number] {
    const { clientWidth, clientHeight } = this.canvas;
    return [clientWidth, clientHeight];
  }

  private fitCanvas(quality: Quality): [number, number] {
    const [width, height] = this.size;
    const ratio = Math.min(devicePixelRatio, quality.pixelRatio);
    const { canvas } = this;
    if (canvas.width !== Math.floor(width * ratio) || canvas.height !== Math.floor(height * ratio)) {
      this.renderer.setPixelRatio(ratio);
      this.renderer.setSize(width, height, false);
    }
    return [width, height];
  }

  /** Are two figures beside each other, or one above the other? */
  get layout(): Layout {
    const [width, height] = this.size;
    return layoutFor(Math.max(1, this.shown.length), width, height, this.figureAspect);
  }

  private cell(index: number, width: number, height: number): Cell {
    return cellOf(index, this.shown.length, this.layout, width, height);
  }

  private aimCamera(from: Triple, aspect: number, nearer: number): void {
    const { side, top, bottom } = this.insets;
    const inner = (aspect * (1 - 2 * side)) / (1 - top - bottom);
    const innerFov = (Math.atan(Math.tan((fovDeg * Math.PI) / 360) * (1 - top - bottom)) * 360) / Math.PI;
    const fitting = framePoints(this.reach, from, innerFov, inner);
    const { eye, target } = framedAtSize(fitting, this.reach, this.look.size);
    const lookAt = new Vector3(...target);
    this.camera.position
      .set(...eye)
      .sub(lookAt)
      .divideScalar(nearer)
      .add(lookAt);
    this.camera.lookAt(lookAt);
    this.camera.aspect = aspect;
    this.camera.updateProjectionMatrix();
    // The free space above and below is not the same: move the picture, not the view.
    this.camera.projectionMatrix.elements[9] = top - bottom;
    this.camera.projectionMatrixInverse.copy(this.camera.projectionMatrix).invert();
    this.camera.updateMatrixWorld();
  }

  private aimLight([x, , z]: Triple): void {
    const beside = (keyBesideDeg * Math.PI) / 180;
    const up = (keyElevationDeg * Math.PI) / 180;
    const azimuth = Math.atan2(x, z) - beside;
    this.light.uKey.value.set(
      Math.sin(azimuth) * Math.cos(up),
      Math.sin(up),
      Math.cos(azimuth) * Math.cos(up),
    );
  }

  private newShadow(actor: Actor): GroundShadow {
    const shadow = new GroundShadow(boxOf(actor.clip.file.reach), this.light.uKey.value);
    actor.scene.add(shadow.ground);
    return shadow;
  }

  private clear(): void {
    for (const { actor, shadow } of this.shown) {
      shadow?.dispose();
      actor.dispose();
    }
    this.shown = [];
  }
}
