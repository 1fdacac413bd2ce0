import { HISTORY_MONTHS_KEPT } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";

/** Forgets what pools used more than a year and a month ago: as long as the history is kept. */
export async function forgetUse(): Promise<void> {
  await database().pool.query(
    "delete from pool_use where hour < statement_timestamp() - make_interval(months => $1)",
    [HISTORY_MONTHS_KEPT],
  );
}
