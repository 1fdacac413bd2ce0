import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

const COUNT = loadSql("codes/count-held.sql");

/** How many codes of a group the platform holds, as long as it has the group's discount. Reads all of them. */
export async function countHeld(client: Queryable, groupId: string): Promise<number> {
  const { rows } = await client.query<{ held: number }>(COUNT, [groupId]);
  return rows[0]?.held ?? 0;
}
