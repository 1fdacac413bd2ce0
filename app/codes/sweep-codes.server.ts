import { SWEEP_SLICE_CODES } from "#app/config/limits.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

const EXPIRE = loadSql("codes/expire-codes.sql");
const RETURN = loadSql("codes/return-codes.sql");

/** A pool's counts after a sweep, and how many codes it looked at. A full slice means that there may be more. */
export type Swept = { available: number; assigned: number; looked: number };

/** Drops one slice of the pool's codes that expire too soon to be assigned. The caller holds the pool's row. */
export async function expireCodes(
  client: Queryable,
  poolId: string,
  slice = SWEEP_SLICE_CODES,
): Promise<Swept | undefined> {
  const { rows } = await client.query<Swept>(EXPIRE, [poolId, slice]);
  return rows[0];
}

/** Returns one slice of the pool's released codes whose waiting time is over. The caller holds the pool's row. */
export async function returnCodes(
  client: Queryable,
  poolId: string,
  slice = SWEEP_SLICE_CODES,
): Promise<Swept | undefined> {
  const { rows } = await client.query<Swept>(RETURN, [poolId, slice]);
  return rows[0];
}
