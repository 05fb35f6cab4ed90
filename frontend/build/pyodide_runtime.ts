/** Copies the four files of Pyodide that the core needs, so that they come from our own address. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import lockFile from "../../node_modules/pyodide/pyodide-lock.json" with { type: "json" };
import packageFile from "../../node_modules/pyodide/package.json" with { type: "json" };

const files = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"];
const folder = `pyodide-${packageFile.version}`;

function plugin(source: string): Plugin {
  return {
    name: "pyodide-runtime",
    generateBundle() {
      for (const file of files) {
        this.emitFile({ type: "asset", fileName: `${folder}/${file}`, source: withoutMap(source, file) });
      }
    },
  };
}

/** The files without the pointer to a source map that we do not ship. */
function withoutMap(source: string, file: string): string | Uint8Array {
  const content = readFileSync(join(source, file));
  return file.endsWith(".mjs")
    ? content.toString("utf8").replace(/\/\/# sourceMappingURL=.*\n?$/, "")
    : content;
}

/** Pyodide wants to see a lock file; ours lists no packages, because none is ever loaded. */
const lock = JSON.stringify({ info: lockFile.info, packages: {} });

export const pyodideRuntime = { folder, lock, plugin };
