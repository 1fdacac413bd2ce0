import type { Queryable } from "#app/db/queryable.ts";
import { poolRemaining } from "#app/pools/pool-row.ts";
import type { LowWaterUnit, PoolType } from "#app/pools/pool-view.ts";

/** When codes of a pool expire unused, and which share of what remains then. */
export interface CodesEnd {
  expiresAt: string;
  share: number;
}

/** A pool as its forecast looks at it. */
export interface PoolNow extends Record<string, unknown> {
  id: string;
  type: PoolType;
  limit: number | null;
  added: number;
  available: number;
  assigned: number;
  /** Null: no limit, nothing can run dry. */
  remaining: number | null;
  nextExpiryAt: Date | null;
  minValiditySeconds: number;
  createdAt: Date;
  lowWaterUnit: LowWaterUnit;
  lowWaterValue: number;
  drySoon: boolean;
  bufferFixed: number | null;
  /** By the database's clock. */
  now: Date;
  /** When it was last counted. Null: never. */
  lookedAt: Date | null;
  ends: CodesEnd[] | null;
  endsAdded: number | null;
  endsCountedAt: Date | null;
  busiestHour: number | null;
}

/** The counts of a pool and what was last worked out of it. Null: there is no such pool, or it is archived. */
export async function readPoolNow(client: Queryable, poolId: string): Promise<PoolNow | null> {
  const { rows } = await client.query<PoolNow>(
    `select p.id, p.type, p.assign_limit as "limit", p.added, p.available, p.assigned,
            p.next_expiry_at as "nextExpiryAt", p.min_validity_seconds as "minValiditySeconds",
            p.created_at as "createdAt", p.low_water_unit as "lowWaterUnit", p.low_water_value as "lowWaterValue",
            p.dry_soon as "drySoon", p.buffer_fixed as "bufferFixed", statement_timestamp() as now,
            f.made_at as "lookedAt", f.ends, f.ends_added as "endsAdded", f.ends_counted_at as "endsCountedAt",
            f.busiest_hour as "busiestHour"
     from pools p left join pool_forecasts f on f.pool_id = p.id
     where p.id = $1 and p.archived_at is null`,
    [poolId],
  );
  const [pool] = rows;
  return pool ? { ...pool, remaining: poolRemaining(pool) } : null;
}
