import { database } from "#app/db/database.server.ts";
import { type PoolFilter, poolFilter } from "./pool-filter.ts";
import { poolView } from "./pool-row.ts";
import type { ListedPool } from "./pool-view.ts";
import { poolsWithOrders } from "./pools-with-orders.server.ts";
import { HAS_REFUSED_CODES } from "./refused-codes.ts";

/** As `poolRemaining` has it; null, and so last, without a limit. */
const REMAINING = "case when type = 'dynamic' then assign_limit - assigned else available end";

const ORDER = {
  name: "lower(name)",
  type: "type::text",
  remaining: REMAINING,
  percent: `(${REMAINING})::float8 / nullif((${REMAINING})::bigint + assigned, 0)`,
  assigned: "assigned",
  redeemed: "redeemed",
  created: "created_at",
  updated: "updated_at",
  // Handing out nothing, and handing out what does not work.
  attention: `case when archived_at is not null then 4 when stock = 'unavailable' or (${HAS_REFUSED_CODES}) then 0 when stock = 'empty' then 1 when stock = 'low' then 2 else 3 end`,
} as const;
export type SliceSort = keyof typeof ORDER;

/** Some of the account's pools in an order, and how many match in all. */
export async function slicePools(
  query: PoolFilter & { sort: SliceSort; direction: "asc" | "desc"; offset: number; limit: number },
): Promise<{ pools: ListedPool[]; total: number }> {
  const { where, values } = poolFilter(query);
  const { rows } = await database().pool.query<{ id: string; total: number; codesRefused: boolean }>(
    `select id, count(*) over () as total, ${HAS_REFUSED_CODES} as "codesRefused" from pools where ${where}
     order by ${ORDER[query.sort]} ${query.direction} nulls last, lower(name), id
     limit $${values.length + 1} offset $${values.length + 2}`,
    [...values, query.limit, query.offset],
  );
  const ids = rows.map(({ id }) => id);
  const [found, withOrders] = await Promise.all([
    database().prisma.pool.findMany({ where: { id: { in: ids } } }),
    poolsWithOrders(ids),
  ]);
  const byId = new Map(found.map((pool) => [pool.id, pool]));
  const pools = rows.flatMap(({ id, codesRefused }) => {
    const row = byId.get(id);
    if (!row) return [];
    const ready = row.type === "dynamic" ? row.available : null;
    return { ...poolView(row, withOrders), ready, codesRefused };
  });
  return { pools, total: rows[0]?.total ?? (query.offset > 0 ? await count(where, values) : 0) };
}

async function count(where: string, values: unknown[]): Promise<number> {
  const { rows } = await database().pool.query<{ total: number }>(
    `select count(*) as total from pools where ${where}`,
    values,
  );
  return rows[0]?.total ?? 0;
}
