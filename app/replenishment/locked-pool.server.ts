import type { PlatformName } from "#app/accounts/account-view.ts";
import { expireCodes } from "#app/codes/sweep-codes.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { UnavailableReason } from "#app/pools/pool-view.ts";
import type { ExpiryPrecision } from "./group-ends.ts";

const LOCK = { name: "replenishment-lock-pool", text: loadSql("replenishment/lock-pool.sql") };

/** A dynamic pool under its lock, with its template and its store. */
export interface LockedPool extends Record<string, unknown> {
  id: string;
  accountId: string;
  templateId: string;
  codeFormat: unknown;
  limit: number | null;
  /** Null: codes of one end, whenever they are assigned. */
  validDays: number | null;
  precision: ExpiryPrecision;
  timeZone: string;
  bufferFixed: number | null;
  bufferTarget: number;
  unavailableReason: UnavailableReason | null;
  archived: boolean;
  available: number;
  /** Those of unwanted batches left out: they never become ready. */
  pending: number;
  assigned: number;
  /** Codes ever taken out of the buffer by claims. */
  used: number;
  expiryDue: boolean | null;
  /** The earliest end of a code that may be assigned now. */
  leastExpiry: Date;
  /** By the database's clock. */
  now: Date;
  storeId: string;
  platform: PlatformName;
  source: "existing" | "described";
  templateName: string;
  /** existing: the merchant's discount. */
  discountId: string | null;
  offer: unknown;
  offerVersion: number;
  offerEndsAt: Date | null;
  codesHeld: number;
}

/** Locks a dynamic pool and drops what is too short to be assigned, so that it is not counted as ready. */
export async function lockedPool(client: Queryable, poolId: string): Promise<LockedPool | undefined> {
  for (;;) {
    const { rows } = await client.query<LockedPool>({ ...LOCK, values: [poolId] });
    const pool = rows[0];
    if (!pool) return undefined;
    if (!pool.expiryDue) return { ...pool, pending: pool.pending - (await unwantedCodes(client, poolId)) };
    await expireCodes(client, poolId);
  }
}

/** In a statement of its own, after the lock, so that it sees what the last holder wrote. Index: batches_unsettled_idx. */
async function unwantedCodes(client: Queryable, poolId: string): Promise<number> {
  const { rows } = await client.query<{ codes: number }>(
    `select coalesce(sum(quantity - confirmed - rejected), 0)::int as codes
     from batches where pool_id = $1 and state <> 'settled' and unwanted`,
    [poolId],
  );
  return rows[0]?.codes ?? 0;
}
