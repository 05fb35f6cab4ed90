/** The queue's store in IndexedDB; a write is on the disk when its promise resolves. */
import type { Database } from "../store/database";
import type { EntryStore } from "./queue";
import type { WaitingEntry } from "./waiting_entry";

export class IndexedStore implements EntryStore {
  constructor(private readonly database: Promise<Database>) {}

  async put(waiting: WaitingEntry): Promise<void> {
    const change = (await this.database).transaction("entries", "readwrite", { durability: "strict" });
    await Promise.all([change.store.put(waiting), change.done]);
  }

  async remove(ids: readonly string[]): Promise<void> {
    const change = (await this.database).transaction("entries", "readwrite");
    await Promise.all([...ids.map((id) => change.store.delete(id)), change.done]);
  }

  async ofOwner(owner: string): Promise<WaitingEntry[]> {
    return (await this.database).getAllFromIndex("entries", "owner", owner);
  }
}
