import { database } from "#app/db/database.server.ts";
import { log } from "#app/log/log.server.ts";
import { forecastPool } from "./forecast-pool.server.ts";

/** A pool that nothing happened to is looked at so often: time passes, broadcasts are announced. */
const STILL_MINUTES = 55;
const POOLS_AT_ONCE = 500;

/**
 * Works out when pools will run dry: those of which something was assigned or added since the last time, and every one
 * each hour. A pool that fails holds up no other.
 */
export async function forecastPools(signal: AbortSignal): Promise<void> {
  let after = "";
  for (;;) {
    const { rows } = await database().pool.query<{ id: string }>(
      `select p.id from pools p left join pool_forecasts f on f.pool_id = p.id
       where p.id > $1 and p.archived_at is null
         and (f.pool_id is null or f.assigned <> p.assigned or p.updated_at > f.made_at
           or f.remaining is distinct from case p.type when 'dynamic' then p.assign_limit - p.assigned else p.available end
           or f.made_at < statement_timestamp() - make_interval(mins => $2))
       order by p.id limit $3`,
      [after, STILL_MINUTES, POOLS_AT_ONCE],
    );
    for (const { id } of rows) {
      if (signal.aborted) return;
      await forecastPool(id).catch((error: unknown) =>
        log().error({ err: error, poolId: id }, "a pool's forecast failed; the next round tries again"),
      );
    }
    const last = rows.at(-1);
    if (!last || rows.length < POOLS_AT_ONCE) return;
    after = last.id;
  }
}
