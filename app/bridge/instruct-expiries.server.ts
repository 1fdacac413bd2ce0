import { takeExpiries } from "#app/codes/code-expiries.server.ts";
import { EXPIRIES_AGAIN_MINUTES } from "#app/config/limits.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { INSTRUCTION_CODES_MAX } from "#app/platforms/magento/exchange-messages.ts";
import { instruct } from "#app/platforms/magento/instruct.server.ts";

/**
 * Makes an instruction of the ends of codes that were assigned since the last one. Answers whether there were any. A
 * store that has just failed to take some is left alone for a while.
 */
export async function instructExpiries(storeId: string): Promise<boolean> {
  return await inTransaction(async (client) => {
    if ((await failedLately(client, storeId)) || (await isRemaking(client, storeId))) return false;
    const lot = newId("instruction");
    const expiries = await takeExpiries(client, storeId, lot, INSTRUCTION_CODES_MAX);
    if (expiries.length === 0) return false;
    await instruct(client, {
      id: lot,
      storeId,
      kind: "codes.expire",
      purpose: `expire:${lot}`,
      data: {
        expiries: expiries.map(({ code, expiresAt }) => ({ code, expiresAt: expiresAt.toISOString() })),
      },
    });
    return true;
  });
}

/**
 * Codes are being created again that a restored database lost: an end of one that is not there yet would be lost too,
 * and the last end that is told must be the newest.
 * Index: bridge_instructions_store_id_state_urgency_created_at_idx.
 */
async function isRemaking(client: Queryable, storeId: string): Promise<boolean> {
  const { rows } = await client.query(
    `select from bridge_instructions
     where store_id = $1 and state in ('waiting', 'given') and purpose like 'again:%'
       and kind in ('codes.insert', 'codes.expire')
     limit 1`,
    [storeId],
  );
  return rows.length > 0;
}

/** Index: bridge_instructions_store_id_state_urgency_created_at_idx. */
async function failedLately(client: Queryable, storeId: string): Promise<boolean> {
  const { rows } = await client.query(
    `select from bridge_instructions
     where store_id = $1 and state = 'failed' and kind = 'codes.expire'
       and ended_at > statement_timestamp() - make_interval(mins => $2)
     limit 1`,
    [storeId, EXPIRIES_AGAIN_MINUTES],
  );
  return rows.length > 0;
}
