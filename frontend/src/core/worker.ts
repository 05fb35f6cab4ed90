/**
 * Hosts the Python core: the same files that the server and the command line run.
 * Loads Pyodide and the packed rooms from our own address, then answers one call at a time.
 */
import type { CoreAnswer, CoreCall } from "./message";

interface Pyodide {
  unpackArchive(content: ArrayBuffer, format: string, options: { extractDir: string }): void;
  runPython(code: string): (name: string, payload: string) => string;
}

interface PyodideModule {
  loadPyodide(options: { indexURL: string; lockFileContents: string }): Promise<Pyodide>;
}

const base = import.meta.env.BASE_URL;
const start = `
import sys
sys.path.insert(0, "/core")
from hipwise.browser import call
from hipwise.library.catalogue import load_catalogue
load_catalogue()
call
`;

const ready = load();
ready.then(
  () => post({ kind: "ready" }),
  (error: unknown) => post({ kind: "unavailable", problem: String(error) }),
);

addEventListener("message", (event: MessageEvent<CoreCall>) => void answer(event.data));

async function load(): Promise<(name: string, payload: string) => string> {
  const folder = new URL(`${base}${__PYODIDE_FOLDER__}/`, location.href).href;
  const [module, archive] = await Promise.all([
    import(/* @vite-ignore */ `${folder}pyodide.mjs`) as Promise<PyodideModule>,
    fetch(new URL(base + __CORE_FILE__, location.href)).then((response) => {
      if (!response.ok) throw new Error(`the core answered ${response.status}`);
      return response.arrayBuffer();
    }),
  ]);
  const pyodide = await module.loadPyodide({ indexURL: folder, lockFileContents: __PYODIDE_LOCK__ });
  pyodide.unpackArchive(archive, "tar", { extractDir: "/core" });
  return pyodide.runPython(start);
}

async function answer({ id, name, payload }: CoreCall): Promise<void> {
  try {
    const call = await ready;
    const result = JSON.parse(call(name, JSON.stringify(payload))) as unknown;
    const problem = problemIn(result);
    post(problem === null ? { kind: "result", id, result } : { kind: "problem", id, problem });
  } catch (error) {
    post({ kind: "problem", id, problem: String(error) });
  }
}

/** The core answers `{"error": sentence}` to input that it cannot read. */
function problemIn(result: unknown): string | null {
  if (typeof result !== "object" || result === null || !("error" in result)) return null;
  return String(result.error);
}

function post(message: CoreAnswer): void {
  postMessage(message);
}
