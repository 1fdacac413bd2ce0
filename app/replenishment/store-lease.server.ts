import { MINT_LEASE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { ensurePace } from "./store-pace.server.ts";

/**
 * Takes the lease by which one process at a time mints for a store; false: another one holds it. What calls of the
 * last holder had taken and never ended is given back.
 */
export async function takeLease(storeId: string, holder: string): Promise<boolean> {
  await ensurePace(storeId);
  const { rowCount } = await database().pool.query(
    `update store_paces
     set lease_holder = $2, lease_until = clock_timestamp() + make_interval(secs => $3), points_reserved = 0
     where store_id = $1 and (lease_holder is null or lease_holder = $2 or lease_until < clock_timestamp())`,
    [storeId, holder, MINT_LEASE_SECONDS],
  );
  return rowCount === 1;
}

/** Keeps the lease; false: it ran out and another process has it. */
export async function renewLease(storeId: string, holder: string): Promise<boolean> {
  const { rowCount } = await database().pool.query(
    `update store_paces set lease_until = clock_timestamp() + make_interval(secs => $3)
     where store_id = $1 and lease_holder = $2`,
    [storeId, holder, MINT_LEASE_SECONDS],
  );
  return rowCount === 1;
}

export async function endLease(storeId: string, holder: string): Promise<void> {
  await database().pool.query(
    "update store_paces set lease_holder = null, lease_until = null where store_id = $1 and lease_holder = $2",
    [storeId, holder],
  );
}
