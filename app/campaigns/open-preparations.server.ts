import { PREPARATION_HOURS_KEPT } from "#app/config/limits.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { OpenPreparation } from "./allot-codes.ts";

export interface PreparationInLine extends OpenPreparation, Record<string, unknown> {
  id: string;
  status: "preparing" | "ready";
}

/**
 * Reserved means: not claimed, and not longer than so many hours after the time for which it was prepared. In
 * the order in which codes are dealt out: what was ready once stays first, then whoever needs them first.
 */
export const RESERVES = `quantity > claimed and "by" + make_interval(hours => ${PREPARATION_HOURS_KEPT}) > statement_timestamp()`;
export const IN_LINE = `(status = 'ready') desc, "by", created_at, id`;

/** The preparations of a pool that reserve codes now, in the order in which codes are dealt out to them. */
export async function openPreparations(client: Queryable, poolId: string): Promise<PreparationInLine[]> {
  const { rows } = await client.query<PreparationInLine>(
    `select id, campaign_id as "campaignId", quantity - claimed as open, status
     from preparations where pool_id = $1 and ${RESERVES} order by ${IN_LINE}`,
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

/**
 * Counts fresh codes that campaigns got against their preparations, the first in line first. In the
 * transaction that assigned them, under the pool's lock.
 */
export async function countPrepared(
  client: Queryable,
  poolId: string,
  assigned: ReadonlyMap<string, number>,
): Promise<void> {
  await client.query(
    `with line as (
       select p.id, quantity - claimed as open, taken,
              coalesce(sum(quantity - claimed) over (
                partition by campaign_id order by ${IN_LINE} rows between unbounded preceding and 1 preceding), 0) as ahead
       from preparations p
       join unnest($2::text[], $3::int[]) as t (campaign, taken) on t.campaign = p.campaign_id
       where pool_id = $1 and ${RESERVES}
     )
     update preparations p
     set claimed = claimed + least(line.open, taken - ahead), updated_at = statement_timestamp()
     from line
     where p.pool_id = $1 and p.id = line.id and taken > ahead`,
    [poolId, [...assigned.keys()], [...assigned.values()]],
  );
}
