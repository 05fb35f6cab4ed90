/** The phone's own store: what is not sent yet, today's document, and where a session stands. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { WaitingRecording } from "../log/recording_queue";
import type { WaitingEntry } from "../log/waiting_entry";
import type { TodayDocument } from "../today/document";
import type { SavedRun } from "../session/saved_run";

export interface Schema extends DBSchema {
  entries: { key: string; value: WaitingEntry; indexes: { owner: string } };
  documents: { key: string; value: TodayDocument };
  runs: { key: string; value: SavedRun };
  recordings: { key: string; value: WaitingRecording; indexes: { owner: string } };
}

export type Database = IDBPDatabase<Schema>;

let opened: Promise<Database> | undefined;

/** The one database of this browser, opened on first use. */
export function openDatabase(): Promise<Database> {
  opened ??= openDB<Schema>("hipwise", 2, {
    upgrade(database, oldVersion) {
      if (oldVersion < 1) {
        database.createObjectStore("entries", { keyPath: "entry.id" }).createIndex("owner", "owner");
        database.createObjectStore("documents");
        database.createObjectStore("runs");
      }
      if (oldVersion < 2) {
        database.createObjectStore("recordings", { keyPath: "entry" }).createIndex("owner", "owner");
      }
    },
  });
  return opened;
}

/** Removes what one person's pages left for the next start. What is not sent yet stays. */
export async function forgetDocuments(): Promise<void> {
  const database = await openDatabase();
  await Promise.all([database.clear("documents"), database.clear("runs")]);
}
