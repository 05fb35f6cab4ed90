/** The pure rooms of the Python package as one tar archive, unpacked by the worker in the patient's browser. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vite";
import { packTar, type TarMember } from "./tar.ts";

/** What runs in the browser; the rest of the package needs files, a clock, the web or other packages. */
const rooms = ["__init__.py", "browser.py", "library", "body", "movement", "coach", "plan", "follow"];
/** Reads YAML with third-party packages; its output, the generated JSON, travels instead. */
const left_out = new Set(["library/compile.py"]);

export function packPythonCore(packageFolder: string): { fileName: string; plugin: Plugin } {
  const members = rooms
    .flatMap((room) => filesBelow(join(packageFolder, room)))
    .filter((file) => /\.(py|json)$/.test(file) && !left_out.has(relative(packageFolder, file)))
    .sort()
    .map((file): TarMember => ({
      name: join("hipwise", relative(packageFolder, file)),
      content: readFileSync(file),
    }));
  const archive = packTar(members);
  const hash = createHash("sha256").update(archive).digest("base64url").slice(0, 8);
  const fileName = `assets/core-${hash}.tar`;
  const plugin: Plugin = {
    name: "python-core",
    generateBundle() {
      this.emitFile({ type: "asset", fileName, source: archive });
    },
  };
  return { fileName, plugin };
}

function filesBelow(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== "__pycache__")
    .flatMap((entry) => filesBelow(join(path, entry.name)));
}
