/** The last document is kept on the phone, so that today works without a connection. */
import { openDatabase, write } from "../store/database";
import type { TodayDocument } from "./document";

export async function keepDocument(owner: string, today: TodayDocument): Promise<void> {
  await write(await openDatabase(), "documents", today, { key: owner });
}

export async function keptDocument(owner: string): Promise<TodayDocument | null> {
  return (await (await openDatabase()).get("documents", owner)) ?? null;
}
