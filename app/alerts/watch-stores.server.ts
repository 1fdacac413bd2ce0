import { EXCHANGE_LATE_SECONDS, REMINDER_HOURS, STORE_LATE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";

const FIND = loadSql("alerts/find-late-stores.sql");

/**
 * Tells of Magento stores that have not called for an hour, or have not taken the ends of codes for so long, and of
 * those that call again; reminds of those that are late for a day.
 */
export async function watchStores(): Promise<void> {
  await database().pool.query(FIND, [STORE_LATE_SECONDS, EXCHANGE_LATE_SECONDS, REMINDER_HOURS]);
}
