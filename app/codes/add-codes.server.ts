import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

const ADD = loadSql("codes/add-codes.sql");
const COUNT = loadSql("codes/count-added.sql");

export interface AddedCodes extends Record<string, unknown> {
  added: number;
  /** Null when nothing was added, as the others. */
  first_position: number | null;
  last_position: number | null;
  next_expiry_at: Date | null;
}

/**
 * Adds staged rows of an upload to its pool: all those after one row number through another whose key is new
 * in the account. The caller holds the lock on the account's codes and ends its transaction with `countAdded`.
 */
export async function addCodes(
  client: Queryable,
  upload: { accountId: string; poolId: string; id: string },
  rows: { after: number; through: number },
): Promise<AddedCodes> {
  const result = await client.query<AddedCodes>(ADD, [
    upload.accountId,
    upload.poolId,
    upload.id,
    rows.after,
    rows.through,
  ]);
  const added = result.rows[0];
  if (!added) throw new Error("adding codes returned no counts");
  return added;
}

/** Makes added codes count and claimable. The last statement of its transaction. */
export async function countAdded(client: Queryable, poolId: string, added: AddedCodes): Promise<void> {
  if (added.added === 0) return;
  await client.query(COUNT, [poolId, added.added, added.first_position, added.next_expiry_at]);
}
