import { resolve } from "node:path";
import { defineConfig } from "vite";
import { compressedFiles } from "./build/compressed_files.ts";
import { packPose } from "./build/pose_runtime.ts";
import { pyodideRuntime } from "./build/pyodide_runtime.ts";
import { packPythonCore } from "./build/python_core.ts";

const project = resolve(import.meta.dirname, "..");
const clinic = resolve(project, "src/hipwise/clinic/static");
const built = resolve(clinic, "built");
const core = packPythonCore(resolve(project, "src/hipwise"));
const pose = packPose(resolve(project, "node_modules/@mediapipe"));

export default defineConfig({
  root: import.meta.dirname,
  base: "/static/built/",
  publicDir: false,
  logLevel: "warn",
  define: {
    __CORE_FILE__: JSON.stringify(core.fileName),
    __PYODIDE_FOLDER__: JSON.stringify(pyodideRuntime.folder),
    __PYODIDE_LOCK__: JSON.stringify(pyodideRuntime.lock),
    __VISION_FOLDER__: JSON.stringify(pose.folder),
    __POSE_LITE__: JSON.stringify(pose.models["lite"]),
    __POSE_FULL__: JSON.stringify(pose.models["full"]),
  },
  css: { transformer: "lightningcss" },
  worker: { format: "es" },
  build: {
    outDir: built,
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    target: ["es2022", "safari16", "chrome108", "firefox115"],
    cssTarget: ["safari16", "chrome108", "firefox115"],
    modulePreload: { polyfill: false },
    // The viewer is one lazy chunk: three.js, 140 kB compressed.
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: {
        page: resolve(import.meta.dirname, "src/page.ts"),
        today: resolve(import.meta.dirname, "src/today.ts"),
        session: resolve(import.meta.dirname, "src/session.ts"),
        outing: resolve(import.meta.dirname, "src/outing.ts"),
        beside: resolve(import.meta.dirname, "src/beside.ts"),
        home_test: resolve(import.meta.dirname, "src/home_test.ts"),
        exercise: resolve(import.meta.dirname, "src/exercise.ts"),
        account: resolve(import.meta.dirname, "src/account.ts"),
        reminders: resolve(import.meta.dirname, "src/reminders.ts"),
        replay: resolve(import.meta.dirname, "src/replay.ts"),
        reminder_worker: resolve(import.meta.dirname, "src/reminder_worker.ts"),
        desk: resolve(import.meta.dirname, "src/desk.ts"),
        hipwise: resolve(clinic, "css/hipwise.css"),
        icons: resolve(import.meta.dirname, "src/icons.ts"),
      },
      output: {
        // A browser keeps a service worker by its address, so that it has one that stays.
        entryFileNames: (chunk) =>
          chunk.name === "reminder_worker" ? "[name].js" : "assets/[name]-[hash].js",
      },
    },
  },
  plugins: [
    core.plugin,
    pose.plugin,
    pyodideRuntime.plugin(resolve(project, "node_modules/pyodide")),
    compressedFiles(built),
  ],
});
