import { EXCHANGE_LATE_SECONDS, STUCK_MINUTES } from "#app/config/limits.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { Trouble } from "./trouble-words.ts";

const FIND = loadSql("health/find-troubles.sql");

/**
 * Looks for what is kept beside its rows and differs from them (counts of pools are find-wrong-counts' part), and for
 * work that stands still. Empty when all is well. Changes nothing. Throws where the queue's tables are not there yet.
 */
export async function findTroubles(client: Queryable): Promise<Trouble[]> {
  const { rows } = await client.query<Trouble & Record<string, unknown>>(FIND, [
    EXCHANGE_LATE_SECONDS,
    STUCK_MINUTES,
  ]);
  return rows;
}
