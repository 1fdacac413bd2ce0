import type { Queryable } from "#app/db/queryable.ts";
import type { PoolType } from "#app/pools/pool-view.ts";
import { type Allotment, dealCodes } from "./deal-codes.ts";
import { openPreparations } from "./open-preparations.server.ts";

/** A locked pool, as far as its preparations depend on it. */
export interface DealtPool {
  type: PoolType;
  available: number;
  assigned: number;
  limit: number | null;
  bufferBase: number;
  /** Codes that ever became available: now, and when codes were last dealt. */
  confirmed: number;
  dealtConfirmed: number;
  /** Whether a preparation reserved codes when they were dealt last. */
  prepared: boolean;
}

/**
 * Sets a pool's ready codes aside for its preparations and writes down what changed. The caller holds the pool's
 * row, so codes are dealt by what nobody else can take.
 */
export async function dealPrepared(client: Queryable, poolId: string, pool: DealtPool): Promise<Allotment> {
  const line = await openPreparations(client, poolId);
  const allotment = dealCodes(line, {
    available: pool.available,
    arrived: pool.prepared ? pool.confirmed - pool.dealtConfirmed : 0,
    // Of a static pool nothing can be made again: all that is there is for those who reserved it.
    base: pool.type === "static" ? 0 : pool.bufferBase,
    room: preparableRoom(pool),
  });
  const changed = allotment.shares.flatMap(({ id, ready }, place) => {
    const secured = (line[place]?.claimed ?? 0) + ready;
    return secured === line[place]?.secured ? [] : [{ id, secured }];
  });
  if (changed.length > 0) {
    await client.query(
      `update preparations p set secured = u.secured
       from unnest($2::text[], $3::int[]) as u (id, secured)
       where p.pool_id = $1 and p.id = u.id`,
      [poolId, changed.map(({ id }) => id), changed.map(({ secured }) => secured)],
    );
  }
  if (pool.confirmed !== pool.dealtConfirmed) {
    await client.query("update pools set dealt_confirmed = $2 where id = $1", [poolId, pool.confirmed]);
  }
  return allotment;
}

/** How many codes a pool may still assign; null: no limit. Of a static pool nothing can be promised but what is there. */
export function preparableRoom(
  pool: Pick<DealtPool, "type" | "available" | "assigned" | "limit">,
): number | null {
  if (pool.type === "static") return pool.available;
  return pool.limit === null ? null : Math.max(0, pool.limit - pool.assigned);
}

/** Counts fresh codes against the preparations of their campaigns, in the transaction that assigned them. */
export async function countPrepared(
  client: Queryable,
  poolId: string,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  if (counts.size === 0) return;
  await client.query(
    `update preparations p
     set claimed = claimed + u.taken, secured = greatest(secured, claimed + u.taken),
         updated_at = statement_timestamp()
     from unnest($2::text[], $3::int[]) as u (id, taken)
     where p.pool_id = $1 and p.id = u.id`,
    [poolId, [...counts.keys()], [...counts.values()]],
  );
}
