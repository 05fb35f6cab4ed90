/** Lines that a therapist allowed for a while only: their end also counts on a phone without a connection. */
import type { TodayDocument } from "./document";

/** The phone's own date, as 2026-12-04. */
export function localDay(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The document without lines that have ended by that day. A kept document may be days old. */
export function withoutEnded(today: TodayDocument, day: string): TodayDocument {
  const latest = day > today.date ? day : today.date;
  const ended = new Set(
    today.items.filter((item) => item.expires_on && item.expires_on <= latest).map((item) => item.exercise),
  );
  if (ended.size === 0) return today;
  // Without a line the script's places would point at others: nothing is begun until the server writes anew.
  return { ...today, items: today.items.filter((item) => !ended.has(item.exercise)), script: [] };
}
