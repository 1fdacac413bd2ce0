import { database } from "#app/db/database.server.ts";
import type { WastedDay } from "./pool-view.ts";

/** Days of which a pool's page tells how many codes were wasted. */
const DAYS_TOLD = 7;

/** How many ready codes of a dynamic pool were wasted lately, by the days of its time zone, the latest first. */
export async function listWastedDays(poolId: string): Promise<WastedDay[]> {
  const { rows } = await database().pool.query<WastedDay>(
    `select w.day::text as day, w.codes
     from pool_wasted w join pools p on p.id = w.pool_id
     where w.pool_id = $1 and w.day > (statement_timestamp() at time zone p.time_zone)::date - $2::int
     order by w.day desc`,
    [poolId, DAYS_TOLD],
  );
  return rows;
}
