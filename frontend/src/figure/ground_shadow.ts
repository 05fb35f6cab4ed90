/** The soft shadow on the ground: the figure seen from above as darkness, blurred, laid under it. */
import {
  CustomBlending,
  MaxEquation,
  Mesh,
  NoBlending,
  OneFactor,
  OrthographicCamera,
  PlaneGeometry,
  RGBAFormat,
  Scene,
  ShaderMaterial,
  UnsignedByteType,
  Vector2,
  Vector3,
  WebGLRenderTarget,
  type WebGLRenderer,
} from "three";
import type { Triple } from "../clip/clip_file";

/** Free ground round the figure on which its shadow may fall (metres). */
const marginM = 0.45;
/** The longer side of the shadow's picture. */
const pixels = 320;
/** Just above the mat, so that both the mat and the bare floor carry the shadow (metres). */
const heightM = 0.0015;

const castVertex = /* glsl */ `
  #include <common>
  #include <skinning_pars_vertex>
  uniform vec3 uKey;
  varying float vHeight;
  void main() {
    #include <skinbase_vertex>
    vec3 transformed = position;
    #include <skinning_vertex>
    vec4 place = modelMatrix * vec4(transformed, 1.0);
    vHeight = max(0.0, place.y);
    place.xz -= uKey.xz / uKey.y * vHeight * 0.8;
    gl_Position = projectionMatrix * viewMatrix * place;
  }
`;
// Red: touch, dark only close to the ground. Green: the whole body's soft shadow, paler with height.
const castFragment = /* glsl */ `
  varying float vHeight;
  void main() {
    gl_FragColor = vec4(exp(-vHeight * 22.0), exp(-vHeight * 1.5), 0.0, 1.0);
  }
`;
const quadVertex = /* glsl */ `
  varying vec2 vUv;
  void main() {
    vUv = uv;
    gl_Position = vec4(position.xy, 0.0, 1.0);
  }
`;
const blurFragment = /* glsl */ `
  uniform sampler2D uMap;
  uniform vec2 uStep;
  varying vec2 vUv;
  void main() {
    vec2 sum = vec2(0.0);
    vec2 total = vec2(0.0);
    for (int i = -6; i <= 6; i++) {
      float at = float(i) / 6.0;
      float weight = exp(-3.0 * at * at);
      sum.r += texture2D(uMap, vUv + uStep * at * 0.35).r * weight;
      sum.g += texture2D(uMap, vUv + uStep * at).g * weight;
      total += weight;
    }
    gl_FragColor = vec4(sum / total, 0.0, 1.0);
  }
`;
const groundVertex = /* glsl */ `
  varying vec2 vUv;
  void main() {
    vUv = uv;
    gl_Position = projectionMatrix * viewMatrix * modelMatrix * vec4(position, 1.0);
  }
`;
const groundFragment = /* glsl */ `
  uniform sampler2D uMap;
  uniform float uStrength;
  varying vec2 vUv;
  void main() {
    vec2 dark = texture2D(uMap, vUv).rg;
    vec2 edge = smoothstep(vec2(0.0), vec2(0.08), vUv) * smoothstep(vec2(0.0), vec2(0.08), 1.0 - vUv);
    float alpha = uStrength * (1.0 - (1.0 - 0.42 * dark.r) * (1.0 - 0.30 * dark.g)) * edge.x * edge.y;
    gl_FragColor = vec4(vec3(0.05, 0.08, 0.10) * alpha, alpha);
  }
`;

export class GroundShadow {
  readonly ground: Mesh<PlaneGeometry, ShaderMaterial>;
  private readonly camera = new OrthographicCamera();
  private readonly targets: [WebGLRenderTarget, WebGLRenderTarget];
  private readonly cast: ShaderMaterial;
  private readonly blur: ShaderMaterial;
  private readonly quad: Mesh<PlaneGeometry, ShaderMaterial>;
  private readonly quadScene = new Scene();
  private readonly sizeM: Vector2;

  constructor([low, high]: readonly [Triple, Triple], key: Vector3) {
    const middle: Triple = [(low[0] + high[0]) / 2, 0, (low[2] + high[2]) / 2];
    this.sizeM = new Vector2(high[0] - low[0] + 2 * marginM, high[2] - low[2] + 2 * marginM);
    this.targets = [this.newTarget(), this.newTarget()];
    this.cast = new ShaderMaterial({
      vertexShader: castVertex,
      fragmentShader: castFragment,
      uniforms: { uKey: { value: key } },
      depthTest: false,
      depthWrite: false,
      blending: CustomBlending,
      blendEquation: MaxEquation,
      blendSrc: OneFactor,
      blendDst: OneFactor,
    });
    this.blur = new ShaderMaterial({
      vertexShader: quadVertex,
      fragmentShader: blurFragment,
      uniforms: { uMap: { value: null }, uStep: { value: new Vector2() } },
      depthTest: false,
      depthWrite: false,
      blending: NoBlending,
    });
    this.quad = new Mesh(new PlaneGeometry(2, 2), this.blur);
    this.quad.frustumCulled = false;
    this.quadScene.add(this.quad);
    this.ground = new Mesh(
      new PlaneGeometry(this.sizeM.x, this.sizeM.y).rotateX(-Math.PI / 2),
      new ShaderMaterial({
        vertexShader: groundVertex,
        fragmentShader: groundFragment,
        uniforms: { uMap: { value: this.targets[0].texture }, uStrength: { value: 1 } },
        transparent: true,
        premultipliedAlpha: true,
        depthWrite: false,
      }),
    );
    this.ground.position.set(middle[0], heightM, middle[2]);
    this.aim(middle);
  }

  /** Render the shadow of what is in a scene. */
  update(renderer: WebGLRenderer, scene: Scene, hidden: readonly { visible: boolean }[]): void {
    for (const thing of [this.ground, ...hidden]) thing.visible = false;
    scene.overrideMaterial = this.cast;
    this.renderInto(renderer, this.targets[0], scene);
    scene.overrideMaterial = null;
    for (const thing of [this.ground, ...hidden]) thing.visible = true;
    this.blurInto(renderer, this.targets[0], this.targets[1], 0.11 / this.sizeM.x, 0);
    this.blurInto(renderer, this.targets[1], this.targets[0], 0, 0.11 / this.sizeM.y);
    renderer.setRenderTarget(null);
  }

  dispose(): void {
    for (const target of this.targets) target.dispose();
    for (const mesh of [this.quad, this.ground]) mesh.geometry.dispose();
    for (const material of [this.cast, this.blur, this.ground.material]) material.dispose();
  }

  private newTarget(): WebGLRenderTarget {
    const longest = Math.max(this.sizeM.x, this.sizeM.y);
    const width = Math.ceil((pixels * this.sizeM.x) / longest);
    const height = Math.ceil((pixels * this.sizeM.y) / longest);
    return new WebGLRenderTarget(width, height, {
      format: RGBAFormat,
      type: UnsignedByteType,
      depthBuffer: false,
      stencilBuffer: false,
    });
  }

  private aim([x, , z]: Triple): void {
    const { camera, sizeM } = this;
    camera.left = -sizeM.x / 2;
    camera.right = sizeM.x / 2;
    camera.top = sizeM.y / 2;
    camera.bottom = -sizeM.y / 2;
    camera.near = 0.1;
    camera.far = 10;
    camera.position.set(x, 6, z);
    camera.up.set(0, 0, -1);
    camera.lookAt(x, 0, z);
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
  }

  private renderInto(renderer: WebGLRenderer, target: WebGLRenderTarget, scene: Scene): void {
    renderer.setRenderTarget(target);
    renderer.setClearAlpha(0);
    renderer.clear();
    renderer.render(scene, this.camera);
  }

  private blurInto(
    renderer: WebGLRenderer,
    from: WebGLRenderTarget,
    to: WebGLRenderTarget,
    x: number,
    y: number,
  ): void {
    this.blur.uniforms["uMap"]!.value = from.texture;
    (this.blur.uniforms["uStep"]!.value as Vector2).set(x, y);
    this.renderInto(renderer, to, this.quadScene);
  }
}
