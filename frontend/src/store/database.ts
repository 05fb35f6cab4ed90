/** The phone's own store: what is not sent yet, today's document, and where a session stands. */
import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type StoreKey,
  type StoreNames,
  type StoreValue,
} from "idb";
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

/**
 * Write one value, and ask nothing more of the page for it: else the browser comes back to the page before it writes,
 * and a page that is left meanwhile loses the value. `strict` resolves only when it is on the disk.
 */
export async function write<Name extends StoreNames<Schema>>(
  database: Database,
  name: Name,
  value: StoreValue<Schema, Name>,
  { key, durability = "default" }: { key?: StoreKey<Schema, Name>; durability?: "default" | "strict" } = {},
): Promise<void> {
  const change = database.transaction(name, "readwrite", { durability });
  const kept = change.store.put(value, key);
  change.commit();
  await Promise.all([kept, change.done]);
}

/** Removes what one person's pages left for the next start. What is not sent yet stays. */
export async function forgetDocuments(): Promise<void> {
  const database = await openDatabase();
  await Promise.all([database.clear("documents"), database.clear("runs")]);
}
