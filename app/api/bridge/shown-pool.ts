import type { PoolDetail } from "../../pools/pool-view.ts";

/** A pool as the pages of the Magento admin show it. */
export function shownPool(pool: PoolDetail): Omit<PoolDetail, "counts"> & {
  ready: number | null;
  counts: Record<string, number>;
} {
  const { counts, ...others } = pool;
  return { ...others, counts: { ...counts }, ready: pool.type === "dynamic" ? counts.available : null };
}
