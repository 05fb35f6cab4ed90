/** Where an outing stands, for a page that is loaded again in the middle of it. Only seconds, only in this tab. */
import type { OutingDocument } from "./document";

const key = "hipwise-outing";
/** A place that is older belongs to another outing (milliseconds). */
const oldMs = 3 * 60 * 60_000;

interface Kept {
  name: string;
  passedS: number;
  entry: string | null;
  atMs: number;
}

function nameOf(outing: OutingDocument): string {
  return `${outing.kind} ${outing.step ?? ""} ${outing.parts.length}`;
}

export function keepPlace(outing: OutingDocument, passedS: number, entry: string | null): void {
  try {
    const kept: Kept = { name: nameOf(outing), passedS, entry, atMs: Date.now() };
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Storage can be switched off; a reload then begins anew.
  }
}

export function keptPlace(outing: OutingDocument): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null") as Kept | null;
    return kept && kept.name === nameOf(outing) && Date.now() - kept.atMs < oldMs ? kept : null;
  } catch {
    return null;
  }
}

export function forgetPlace(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // As above.
  }
}
