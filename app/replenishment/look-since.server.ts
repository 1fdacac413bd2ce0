import { LOOK_GOOD_MINUTES } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";

/**
 * How old what was found of a pool's codes may be: a store that is told by its exchange answers a while after it was
 * asked, but not with what it said before somebody asked for a new look.
 */
export async function lookSince(poolId: string, storeId: string): Promise<Date> {
  const { rows } = await database().pool.query<{ since: Date }>(
    `select greatest(
       statement_timestamp() - make_interval(mins => $3),
       (select asked_at from pool_checks
        where pool_id = $1 and store_id = $2 and (checked_at is null or checked_at < asked_at))) as since`,
    [poolId, storeId, LOOK_GOOD_MINUTES],
  );
  const [row] = rows;
  if (!row) throw new Error("A query without a table answered no row.");
  return row.since;
}
