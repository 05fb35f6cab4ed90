/**
 * Hosts the Python core: the same files that the server and the command line run.
 * Loads Pyodide and the packed rooms from our own address, then answers one call at a time.
 */
import { bytesOf } from "../base64";
import type { CoachCall, CoreAnswer, CoreCall, Moment } from "./message";
import { WatchedSet, type Watching } from "./watched_set";

interface Doors {
  call(name: string, payload: string): string;
  Watching(payload: string): Watching;
}

interface Pyodide {
  unpackArchive(content: ArrayBuffer, format: string, options: { extractDir: string }): void;
  runPython(code: string): Doors;
}

interface PyodideModule {
  loadPyodide(options: { indexURL: string; lockFileContents: string }): Promise<Pyodide>;
}

const base = import.meta.env.BASE_URL;
const start = `
import sys
sys.path.insert(0, "/core")
from hipwise import browser
from hipwise.library.catalogue import load_catalogue
load_catalogue()
browser
`;

const ready = load();
ready.then(
  () => post({ kind: "ready" }),
  (error: unknown) => post({ kind: "unavailable", problem: String(error) }),
);

let watched: { set: number; watching: WatchedSet } | null = null;

addEventListener("message", (event: MessageEvent<CoreCall | CoachCall>) => {
  if ("name" in event.data) void answer(event.data);
  else void watch(event.data);
});

async function load(): Promise<Doors> {
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
    const { call } = await ready;
    const result = JSON.parse(call(name, JSON.stringify(payload))) as unknown;
    const problem = problemIn(result);
    post(problem === null ? { kind: "result", id, result } : { kind: "problem", id, problem });
  } catch (error) {
    post({ kind: "problem", id, problem: String(error) });
  }
}

/** One set is watched at a time; what belongs to another is over. */
async function watch(message: CoachCall): Promise<void> {
  const { set } = message;
  try {
    const core = await ready;
    if (message.kind === "watch") begin(core, message);
    else if (message.kind === "frame") look(message);
    else end(message);
  } catch (error) {
    post({ kind: "unwatched", set, problem: String(error) });
  }
}

function begin(core: Doors, { set, payload }: CoachCall & { kind: "watch" }): void {
  watched?.watching.destroy();
  watched = null;
  watched = { set, watching: new WatchedSet(core.Watching(JSON.stringify(payload))) };
}

/** Every frame is answered, so that the page knows when to send the next. */
function look({ set, t_s, landmarks, width }: CoachCall & { kind: "frame" }): void {
  if (watched?.set !== set) return;
  const told = watched.watching.look(t_s, landmarks, width);
  post({ kind: "moment", set, moment: told ? (JSON.parse(told) as Moment) : null });
}

function end({ set, entry }: CoachCall & { kind: "end" }): void {
  if (watched?.set !== set) return;
  const packet = entry === undefined ? "" : watched.watching.packet();
  if (entry !== undefined && packet) post({ kind: "packet", set, entry, packet: bytesOf(packet) });
  watched.watching.destroy();
  watched = null;
}

/** The core answers `{"error": sentence}` to input that it cannot read. */
function problemIn(result: unknown): string | null {
  if (typeof result !== "object" || result === null || !("error" in result)) return null;
  return String(result.error);
}

function post(message: CoreAnswer): void {
  postMessage(message);
}
