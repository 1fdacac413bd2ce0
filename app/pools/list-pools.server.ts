import type { PoolFilter } from "./pool-filter.ts";
import type { ListedPool } from "./pool-view.ts";
import { slicePools } from "./slice-pools.server.ts";

const POOL_SORTS = ["name", "remaining", "percent", "assigned", "created", "attention"] as const;
export type PoolSort = (typeof POOL_SORTS)[number];

/** One page of the dashboard's table, and how many pools match in all. Pages count from 1. */
export async function listPools(
  query: PoolFilter & { sort: PoolSort; direction: "asc" | "desc"; page: number; pageSize: number },
): Promise<{ pools: ListedPool[]; total: number }> {
  const { page, pageSize, ...pools } = query;
  return await slicePools({ ...pools, offset: (page - 1) * pageSize, limit: pageSize });
}
