import { inTransaction } from "#app/db/in-transaction.server.ts";
import { setReason } from "./set-reason.server.ts";

/**
 * The merchant wants a discount of ours back that was deleted in the shop: the pools of the template are
 * replenished, under a new discount. Codes handed out under the deleted one stay dead.
 */
export async function remakeDiscount(templateId: string): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select p.id from pools p join templates t on t.id = p.template_id
       where t.id = $1 and t.source = 'described' and p.unavailable_reason = 'discount_deleted'`,
      [templateId],
    );
    await setReason(
      client,
      rows.map(({ id }) => id),
      null,
    );
  });
}
