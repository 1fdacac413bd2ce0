import { BATCH_CODES_MAX } from "#app/config/limits.ts";
import type { BatchId } from "#app/db/ids.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { CodeFormat } from "./code-format.ts";
import { codeKey } from "./code-key.ts";
import { drawCodes, type RandomBytes } from "./draw-codes.ts";

const INSERT_CODES = loadSql("codes/insert-pending.sql");
const INSERT_BATCHES = loadSql("codes/insert-batches.sql");

/** Rounds of drawing again what existed already, until the format counts as used up. */
const ROUNDS_MAX = 50;

export interface WrittenCodes {
  batchIds: BatchId[];
  /** Fewer than asked when the format can hardly make another code. */
  written: number;
}

/**
 * Draws codes and writes them as pending in batches for the platform. In the caller's transaction, which holds
 * the lock on the account's codes and then the pool's row; some thousands at a time, since claims of the pool and
 * uploads of the account wait for it.
 */
export async function writePendingCodes(
  client: Queryable,
  request: {
    accountId: string;
    storeId: string;
    poolId: string;
    /** The group whose discount the codes go to. */
    groupId: string;
    format: CodeFormat;
    quantity: number;
    /** Codes that the platform takes at a time. */
    batchCodes?: number;
  },
  randomBytes: RandomBytes,
): Promise<WrittenCodes> {
  const { accountId, storeId, poolId, groupId, format, batchCodes = BATCH_CODES_MAX } = request;
  const inBatch = new Map<BatchId, number>();
  /** The batch of every code that is still to be drawn. */
  let open: BatchId[] = [];
  for (let left = request.quantity; left > 0; left -= batchCodes) {
    open.push(...Array<BatchId>(Math.min(left, batchCodes)).fill(newId("batch")));
  }
  for (let round = 0; open.length > 0 && round < ROUNDS_MAX; round += 1) {
    const codes = drawCodes(format, open.length, randomBytes);
    const { rows } = await client.query<{ batchId: BatchId }>(INSERT_CODES, [
      accountId,
      poolId,
      open.slice(0, codes.length),
      codes,
      codes.map(codeKey),
    ]);
    const inRound = new Map<BatchId, number>();
    for (const { batchId } of rows) {
      inRound.set(batchId, (inRound.get(batchId) ?? 0) + 1);
      inBatch.set(batchId, (inBatch.get(batchId) ?? 0) + 1);
    }
    open = open.filter((batchId) => {
      const done = inRound.get(batchId) ?? 0;
      inRound.set(batchId, done - 1);
      return done <= 0;
    });
  }
  const batchIds = [...inBatch.keys()];
  const quantities = [...inBatch.values()];
  if (batchIds.length > 0) {
    await client.query(INSERT_BATCHES, [accountId, storeId, poolId, groupId, batchIds, quantities]);
  }
  return { batchIds, written: quantities.reduce((sum, quantity) => sum + quantity, 0) };
}
