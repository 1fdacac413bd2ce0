import { STORE_LATE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";

const LIST = loadSql("alerts/list-late-stores.sql");

/** A Magento store of which people were told that it is late, and that is so now. */
export interface LateStore {
  id: string;
  name: string;
  /**
   * `silent`: it does not call. `never_called`: nor did it since it was connected. `ends_untold`: it calls, but does not
   * take the ends of codes.
   */
  reason: "silent" | "never_called" | "ends_untold";
  /** When it last called, was connected, or should have taken the oldest end. */
  since: string;
}

/** Stores of an account that do not call, or do not take what they are told, those that have been so longest first. */
export async function listLateStores(accountId: string): Promise<LateStore[]> {
  const { rows } = await database().pool.query<{
    id: string;
    name: string;
    reason: LateStore["reason"];
    since: Date;
  }>(LIST, [accountId, STORE_LATE_SECONDS]);
  return rows.map(({ since, ...store }) => ({ ...store, since: since.toISOString() }));
}
