import { database } from "#app/db/database.server.ts";
import { checkStaticCodes } from "./check-static-codes.server.ts";
import { markUnreachable } from "./mark-unreachable.server.ts";
import type { Work } from "./work.ts";

/**
 * The look at a static pool's codes that a merchant asked for, or that follows the creation of codes. Throws when the
 * platform does not answer.
 */
export async function checkPool(work: Work & { poolId: string; storeId: string }): Promise<void> {
  const { poolId, storeId } = work;
  const { pool } = database();
  const { rows } = await pool.query<{ id: string; accountId: string }>(
    `select id, account_id as "accountId" from pools where id = $1 and type = 'static'`,
    [poolId],
  );
  const [found] = rows;
  if (!found) return;
  const checked = await checkStaticCodes(work, found);
  if (checked.kind === "done") return;
  if (checked.kind === "gave_up") throw new Error(`The platform does not answer: ${checked.detail}`);
  if (checked.kind === "unreachable") await markUnreachable(storeId, checked.reason);
  await pool.query(
    `update pool_checks set asked_at = null, trouble = $3 where pool_id = $1 and store_id = $2`,
    [poolId, storeId, checked.kind === "unreachable" ? checked.reason : checked.detail],
  );
}
