import { PREPARATION_HOURS_KEPT } from "#app/config/limits.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { PreparationInLine } from "./deal-codes.ts";

/**
 * What reserves codes: what is not claimed, and not longer than so many hours after the time for which it was
 * prepared. A condition on preparations.
 */
export const RESERVES = `quantity > claimed and "by" + make_interval(hours => ${PREPARATION_HOURS_KEPT}) > statement_timestamp()`;

/**
 * The preparations of a pool that reserve codes now; whoever needs them first comes first. Where codes last for
 * days, those for later than the codes of today are not due: their codes are made when their day comes.
 */
export async function openPreparations(
  client: Queryable,
  poolId: string,
): Promise<(PreparationInLine & Record<string, unknown>)[]> {
  const { rows } = await client.query<PreparationInLine & Record<string, unknown>>(
    `select p.id, p.campaign_id as "campaignId", p.quantity, p.claimed, p.secured,
            pools.group_days is null
              or p."by" < least_expiry(case pools.expiry_precision when 'day' then 0 else 6 end, 0, pools.time_zone)
              as "isDue"
     from preparations p
     join pools on pools.id = p.pool_id
     where p.pool_id = $1 and ${RESERVES}
     order by p."by", p.created_at, p.id`,
    [poolId],
  );
  return rows;
}

/** Codes that a pool's preparations reserve and nobody has claimed yet. */
export async function preparedQuantity(client: Queryable, poolId: string): Promise<number> {
  const { rows } = await client.query<{ open: number }>(
    `select coalesce(sum(quantity - claimed), 0)::bigint as open from preparations where pool_id = $1 and ${RESERVES}`,
    [poolId],
  );
  return rows[0]?.open ?? 0;
}
