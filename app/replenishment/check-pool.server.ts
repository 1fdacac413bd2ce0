import { database } from "#app/db/database.server.ts";
import { checkPoolCodes, type PoolToCheck } from "./check-pool-codes.server.ts";
import { markUnreachable } from "./mark-unreachable.server.ts";
import type { Work } from "./work.ts";

/**
 * The look at one pool's codes that a merchant asked for, that follows the creation of codes, or whose answer came by
 * the store's exchange. Throws when the platform does not answer.
 */
export async function checkPool(work: Work & { poolId: string; storeId: string }): Promise<void> {
  const { poolId, storeId } = work;
  const { pool } = database();
  const { rows } = await pool.query<PoolToCheck>(
    `select id, account_id as "accountId", type from pools where id = $1 and archived_at is null`,
    [poolId],
  );
  const [found] = rows;
  if (!found) return;
  const checked = await checkPoolCodes(work, found);
  // A store that is waited for sends this again with its answer.
  if (checked.kind === "done" || checked.kind === "waiting") return;
  if (checked.kind === "gave_up") throw new Error(`The platform does not answer: ${checked.detail}`);
  if (checked.kind === "unreachable") await markUnreachable(storeId, checked.reason);
  await pool.query(
    `update pool_checks set asked_at = null, trouble = $3 where pool_id = $1 and store_id = $2`,
    [poolId, storeId, checked.kind === "unreachable" ? checked.reason : checked.detail],
  );
}
