import { HISTORY_MONTHS_KEPT } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";

/** Deletes files about people that waited long enough, and requests as old as the history goes. */
export async function forgetDataFiles(): Promise<void> {
  const { pool } = database();
  await pool.query(
    `update privacy_requests
     set state = 'done', file = null, customer_sealed = null, finished_at = statement_timestamp()
     where kind = 'data' and state = 'open' and file_until < statement_timestamp()`,
  );
  await pool.query(
    "delete from privacy_requests where state = 'done' and finished_at < statement_timestamp() - make_interval(months => $1)",
    [HISTORY_MONTHS_KEPT],
  );
}
