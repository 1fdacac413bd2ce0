import { expireCodes, returnCodes, type Swept } from "#app/codes/sweep-codes.server.ts";
import { SWEEP_SLICE_CODES } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { log } from "#app/log/log.server.ts";

/**
 * Drops the codes that expire too soon to be assigned and returns the released ones whose waiting time is
 * over, in every pool where the database's clock says that some are due. Claims do the same for their own
 * pool; this is for pools that nobody claims from. A slice at a time: a claim waits for one at most. A pool that fails
 * holds up no other.
 */
export async function sweepPools(): Promise<void> {
  const { rows } = await database().pool.query<{ id: string }>(
    `select id from pools
     where next_expiry_at < least_expiry(group_days, min_validity_seconds, time_zone)
        or next_return_at <= statement_timestamp()`,
  );
  for (const { id } of rows) {
    await sweepPool(id).catch((error: unknown) =>
      log().error({ err: error, poolId: id }, "a pool's sweep failed; the next round tries again"),
    );
  }
}

async function sweepPool(id: string): Promise<void> {
  await sweepAll(id, "next_return_at <= statement_timestamp()", returnCodes);
  await sweepAll(
    id,
    "next_expiry_at < least_expiry(group_days, min_validity_seconds, time_zone)",
    expireCodes,
  );
}

async function sweepAll(
  poolId: string,
  isDue: string,
  sweep: (client: Queryable, poolId: string) => Promise<Swept | undefined>,
): Promise<void> {
  for (;;) {
    const looked = await inTransaction(async (client) => {
      const { rowCount } = await client.query(`select 1 from pools where id = $1 and ${isDue} for update`, [
        poolId,
      ]);
      return rowCount ? ((await sweep(client, poolId))?.looked ?? 0) : 0;
    });
    if (looked < SWEEP_SLICE_CODES) return;
  }
}
