import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { CurrencyFigures, RedemptionFigures } from "./redemption-figures.ts";

/** Redemptions of which the median is taken: the latest ones, so that a pool of millions answers as fast as a new one. */
const MEDIAN_OF = 10_000;

/** Enough to bring the orders of a large pool together in memory. */
const SETTINGS = "set local work_mem = '128MB'; set local jit = off";

/**
 * What a pool's codes brought in. An order counts once, however many of its codes are of this pool.
 * Index: redemptions (pool_id, redeemed_at).
 */
export async function readRedemptionFigures(request: {
  accountId: string;
  poolId: string;
}): Promise<RedemptionFigures> {
  const values = [request.poolId, request.accountId];
  return await inTransaction(async (client) => {
    const { rows: money } = await client.query<CurrencyFigures>(
      `select currency, count(*) as orders, sum(total)::text as revenue, sum(discount)::text as discount
       from (
         select currency, max(total) as total, sum(discount) as discount
         from redemptions
         where pool_id = $1 and account_id = $2 and redeemed_at is not null and reversed_at is null
         group by store_id, order_id, currency
       ) o
       group by currency
       order by count(*) desc, currency`,
      values,
    );
    const { rows: medians } = await client.query<{ seconds: number | null }>(
      `select percentile_cont(0.5) within group (
         order by extract(epoch from r.redeemed_at - k.assigned_at)::float8
       ) as seconds
       from (
         select code_id, redeemed_at from redemptions
         where pool_id = $1 and account_id = $2 and redeemed_at is not null and reversed_at is null
         order by redeemed_at desc
         limit ${MEDIAN_OF}
       ) r
       join codes k on k.id = r.code_id
       where k.assigned_at <= r.redeemed_at`,
      values,
    );
    return { money, medianSeconds: medians[0]?.seconds ?? null };
  }, `begin read only; ${SETTINGS}`);
}
