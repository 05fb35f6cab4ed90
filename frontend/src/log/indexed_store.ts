/** The queue's store in IndexedDB; a write is on the disk when its promise resolves. */
import type { Database } from "../store/database";
import type { EntryStore } from "./queue";
import type { WaitingEntry } from "./waiting_entry";

export class IndexedStore implements EntryStore {
  constructor(private readonly database: Promise<Database>) {}

  async put(waiting: WaitingEntry): Promise<void> {
    const change = (await this.database).transaction("entries", "readwrite", { durability: "strict" });
    const kept = change.store.put(waiting);
    // Else the browser asks the page once more before it writes, and a page that is left loses the entry.
    change.commit();
    await Promise.all([kept, change.done]);
  }

  async remove(ids: readonly string[]): Promise<void> {
    const change = (await this.database).transaction("entries", "readwrite");
    await Promise.all([...ids.map((id) => change.store.delete(id)), change.done]);
  }

  async ofOwner(owner: string): Promise<WaitingEntry[]> {
    return (await this.database).getAllFromIndex("entries", "owner", owner);
  }
}
