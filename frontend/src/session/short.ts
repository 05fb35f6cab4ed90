/** A short session: the first lines of the day, as many as the server says fit. */
import type { TodayDocument } from "../today/document";

export function isShortAsked(search: string): boolean {
  return new URLSearchParams(search).has("short");
}

/** The document with its first lines alone; as it is where nothing would be left or left out. */
export function shortened(today: TodayDocument): TodayDocument {
  const count = today.short_count ?? 0;
  if (count < 1 || count >= today.items.length) return today;
  return {
    ...today,
    items: today.items.slice(0, count),
    script: today.script.filter((step) => step.item === null || step.item < count),
  };
}
