import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

const MOVE = loadSql("codes/move-codes.sql");

/** Moves the end of a group's ready codes. The caller holds the rows of all its pools; nobody was told the old end. */
export async function moveCodes(client: Queryable, groupId: string, endsAt: Date | null): Promise<void> {
  await client.query(MOVE, [groupId, endsAt]);
}
