import { CODES_PER_SECOND_EXPECTED } from "#app/config/limits.ts";
import type { Queryable } from "#app/db/queryable.ts";

/** Codes below which a store's last minutes say nothing about its pace. */
const CODES_TELLING = 1_000;

/**
 * Codes per second that a store's platform confirmed lately, in the time in which it was working on some: between two
 * refills of a buffer nothing is asked of it. An assumption while nothing is known.
 */
export async function mintingRate(client: Queryable, storeId: string): Promise<number> {
  const { rows } = await client.query<{ confirmed: number; seconds: number }>(
    `select coalesce(sum(confirmed), 0) as confirmed,
            coalesce((
              select sum(extract(epoch from upper(working) - lower(working)))
              from unnest(range_agg(tstzrange(submitted_at, greatest(submitted_at, settled_at)))) as working
            ), 0)::float8 as seconds
     from batches
     where store_id = $1 and state = 'settled' and submitted_at is not null
       and created_at > statement_timestamp() - interval '10 minutes'`,
    [storeId],
  );
  const { confirmed = 0, seconds = 0 } = rows[0] ?? {};
  return confirmed >= CODES_TELLING && seconds > 0 ? confirmed / seconds : CODES_PER_SECOND_EXPECTED;
}
