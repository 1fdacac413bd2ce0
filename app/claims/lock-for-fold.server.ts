import { expireCodes, returnCodes } from "#app/codes/sweep-codes.server.ts";
import { EXPIRY_SLICES_PER_FOLD_MAX } from "#app/config/limits.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { PoolType } from "#app/pools/pool-view.ts";

const LOCK = { name: "claims-lock-pool", text: loadSql("claims/lock-pool.sql") };

/** What a fold knows of its pool, from lock-pool.sql. */
export interface LockedPool extends Record<string, unknown> {
  accountId: string;
  type: PoolType;
  perContact: string;
  whenDry: string;
  fallbackCode: string | null;
  minValiditySeconds: number;
  /** Days that a code must still last; null: no more than the least validity. */
  validDays: number | null;
  /** Days after which a code ends that is assigned now; null: it ends as it was made. */
  claimDays: number | null;
  /** Who is to be told of such ends. */
  storeId: string | null;
  timeZone: string;
  limit: number | null;
  bufferTarget: number;
  bufferBase: number;
  dealtConfirmed: number;
  replenishQueued: boolean;
  unavailableReason: string | null;
  waitMilliseconds: number;
  notReadyFallback: boolean;
  claimCursor: number;
  archived: boolean;
  expiryDue: boolean;
  returnDue: boolean;
  /** Whether a preparation may reserve codes. */
  prepared: boolean;
  /** Whether keys of contacts were erased here. */
  keysErased: boolean;
  /** Codes that ever became claimable: grows whenever new ones do. */
  confirmed: number;
  pending: number;
  available: number;
  assigned: number;
}

/**
 * Locks the pool's row; codes that dropped out or came back since the last look are settled first: of those
 * that came back as many as the fold may want, of the others a slice, in a dynamic pool some more, and all of
 * them where codes are reserved, since they are dealt out by their count. Null: the pool is gone.
 */
export async function lockForFold(
  client: Queryable,
  poolId: string,
  wanted: number,
): Promise<LockedPool | null> {
  const lock = async () => {
    const { rows } = await client.query<LockedPool>({ ...LOCK, values: [poolId] });
    return rows[0];
  };
  const found = await lock();
  if (!found) return null;
  let pool = found;
  if (!pool.expiryDue && !pool.returnDue) return pool;
  let slices = 0;
  const dropsMore = () =>
    pool.expiryDue && (pool.prepared || (pool.type === "dynamic" && slices < EXPIRY_SLICES_PER_FOLD_MAX));
  do {
    if (pool.expiryDue && (slices === 0 || dropsMore())) {
      await expireCodes(client, poolId);
      slices += 1;
    }
    if (pool.returnDue) await returnCodes(client, poolId);
    pool = (await lock()) ?? pool;
  } while ((pool.returnDue && pool.available < wanted) || dropsMore());
  return pool;
}
