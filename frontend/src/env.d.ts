/** Names of built files, filled in by the build. */
declare const __CORE_FILE__: string;
declare const __PYODIDE_FOLDER__: string;

declare module "*.svg?url" {
  const address: string;
  export default address;
}
