import { database } from "#app/db/database.server.ts";
import { isId } from "#app/db/ids.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { type PoolFilter, poolFilter } from "./pool-filter.ts";
import { poolView } from "./pool-row.ts";
import type { PoolView } from "./pool-view.ts";
import { poolsWithOrders } from "./pools-with-orders.server.ts";

/** The account's pools in the order they were made, for a caller that goes on from a cursor. */
export async function pagePools(
  query: PoolFilter & { cursor?: string; limit: number },
): Promise<Result<{ pools: PoolView[]; nextCursor: string | null }>> {
  const { where, values } = poolFilter(query);
  const after = query.cursor ? Buffer.from(query.cursor, "base64url").toString() : "";
  if (after && !isId("pool", after)) {
    const message = "Use the nextCursor of an earlier answer as it is.";
    return refuse("invalid_request", message, { errors: [{ path: "cursor", message }] });
  }
  const { rows } = await database().pool.query<{ id: string }>(
    `select id from pools where ${where} and id > $${values.length + 1} order by id limit $${values.length + 2}`,
    [...values, after, query.limit + 1],
  );
  const ids = rows.slice(0, query.limit).map(({ id }) => id);
  const [found, withOrders] = await Promise.all([
    database().prisma.pool.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } }),
    poolsWithOrders(ids),
  ]);
  const last = ids.at(-1);
  const nextCursor = rows.length > query.limit && last ? Buffer.from(last).toString("base64url") : null;
  return succeed({ pools: found.map((row) => poolView(row, withOrders)), nextCursor });
}
