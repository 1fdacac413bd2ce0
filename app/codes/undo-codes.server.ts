import { UNDO_SLICE_CODES } from "#app/config/limits.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { lockAccountCodes } from "./lock-account-codes.server.ts";

const FIND = loadSql("codes/find-undoable.sql");
const UNDO = loadSql("codes/undo-codes.sql");

interface UploadOfCodes {
  id: string;
  accountId: string;
  poolId: string;
}

/** Which of the pool's next codes an undo may take; `through` is null when there are no more to look at. */
export async function findUndoable(
  client: Queryable,
  upload: UploadOfCodes,
  afterPosition: number,
): Promise<{ through: number | null; ids: string[] }> {
  const { rows } = await client.query<{ through: number | null; ids: string[] }>(FIND, [
    upload.poolId,
    upload.id,
    afterPosition,
    UNDO_SLICE_CODES,
  ]);
  return rows[0] ?? { through: null, ids: [] };
}

/**
 * Undoes codes found before, as far as they are still available, and answers how many. In the caller's
 * transaction, which must be short: it holds the pool's row, and claims of the pool wait.
 */
export async function undoCodes(client: Queryable, upload: UploadOfCodes, ids: string[]): Promise<number> {
  await lockAccountCodes(client, upload.accountId);
  // Before the codes and in a statement of its own, as a claim does.
  await client.query("select from pools where id = $1 for update", [upload.poolId]);
  const { rows } = await client.query<{ undone: number }>(UNDO, [upload.poolId, upload.id, ids]);
  return rows[0]?.undone ?? 0;
}
