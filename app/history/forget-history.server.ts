import { HISTORY_MONTHS_KEPT, HISTORY_SLICE_ROWS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { firstIdAt } from "#app/db/first-id-at.ts";

/**
 * Deletes what happened longer ago than the history is kept, a slice at a time, and answers how many entries. Their ids
 * begin with the time, so that the oldest are found at the beginning of the primary key.
 */
export async function forgetHistory(now: Date): Promise<number> {
  const oldest = new Date(now);
  oldest.setUTCMonth(oldest.getUTCMonth() - HISTORY_MONTHS_KEPT);
  const before = firstIdAt("history_entry", oldest);
  let forgotten = 0;
  for (;;) {
    const { rowCount } = await database().pool.query(
      `delete from history where id = any (array(
         select id from history where id < $1 and created_at < $2 order by id limit $3))`,
      [before, oldest, HISTORY_SLICE_ROWS],
    );
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < HISTORY_SLICE_ROWS) return forgotten;
  }
}
