import { database } from "#app/db/database.server.ts";

/**
 * Codes of a pool that were redeemed on each day, by the day as 2026-11-24 in the time zone; days without one are left
 * out. Index: redemptions_pool_id_redeemed_at_idx.
 */
export async function listRedeemedDays(request: {
  poolId: string;
  timeZone: string;
  days: number;
}): Promise<Record<string, number>> {
  const { rows } = await database().pool.query<{ day: string; redeemed: number }>(
    `select to_char(redeemed_at at time zone $2, 'YYYY-MM-DD') as day, count(distinct code_id)::int as redeemed
     from redemptions
     where pool_id = $1 and reversed_at is null
       and redeemed_at > statement_timestamp() - make_interval(days => $3)
     group by 1`,
    [request.poolId, request.timeZone, request.days],
  );
  return Object.fromEntries(rows.map(({ day, redeemed }) => [day, redeemed]));
}
