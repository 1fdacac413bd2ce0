import { takeExpiries } from "#app/codes/code-expiries.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { INSTRUCTION_CODES_MAX } from "#app/platforms/magento/exchange-messages.ts";
import { instruct } from "#app/platforms/magento/instruct.server.ts";

/** Makes an instruction of the ends of codes that were assigned since the last one. Answers whether there were any. */
export async function instructExpiries(storeId: string): Promise<boolean> {
  return await inTransaction(async (client) => {
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
