import type { Queryable } from "#app/db/queryable.ts";

/** A forecast is made every hour at least; one older than this says nothing of the next hours. */
const FRESH_HOURS = 2;

/** Codes that the busiest of the next hours may use, as last forecast; 0 where nothing is known. */
export async function readBusiestHour(client: Queryable, pool: { id: string; now: Date }): Promise<number> {
  const { rows } = await client.query<{ codes: number | null }>(
    `select busiest_hour as codes from pool_forecasts
     where pool_id = $1 and made_at > $2::timestamptz - make_interval(hours => $3)`,
    [pool.id, pool.now, FRESH_HOURS],
  );
  return rows[0]?.codes ?? 0;
}
