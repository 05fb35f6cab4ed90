/** Names of built files, filled in by the build. */
declare const __CORE_FILE__: string;
declare const __PYODIDE_FOLDER__: string;
/** Pyodide's lock file without packages: none is ever loaded. */
declare const __PYODIDE_LOCK__: string;

/** MediaPipe's folder, and the pose models: small, and more exact. */
declare const __VISION_FOLDER__: string;
declare const __POSE_LITE__: string;
declare const __POSE_FULL__: string;

declare module "*.svg?url" {
  const address: string;
  export default address;
}
