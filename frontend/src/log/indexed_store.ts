/** The queue's store in IndexedDB; a write is on the disk when its promise resolves. */
import { write, type Database } from "../store/database";
import type { EntryStore } from "./queue";
import type { WaitingEntry } from "./waiting_entry";

export class IndexedStore implements EntryStore {
  constructor(private readonly database: Promise<Database>) {}

  async put(waiting: WaitingEntry): Promise<void> {
    await write(await this.database, "entries", waiting, { durability: "strict" });
  }

  async remove(ids: readonly string[]): Promise<void> {
    const change = (await this.database).transaction("entries", "readwrite");
    await Promise.all([...ids.map((id) => change.store.delete(id)), change.done]);
  }

  async ofOwner(owner: string): Promise<WaitingEntry[]> {
    return (await this.database).getAllFromIndex("entries", "owner", owner);
  }
}
