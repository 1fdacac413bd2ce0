import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse } from "#app/errors/refusal.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import type { TemplateDetail } from "#app/templates/template-view.ts";
import { setReason } from "./set-reason.server.ts";

/**
 * The merchant wants a discount of ours back that was deleted in the shop: the pools of the template are
 * replenished, under a new discount. Codes handed out under the deleted one stay dead. Harmless when repeated.
 * Refusals: `not_found`, also for a discount that the app did not make.
 */
export async function remakeDiscount(request: {
  accountId: string;
  templateId: string;
}): Promise<Result<TemplateDetail>> {
  const { accountId, templateId } = request;
  const isOurs = await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `update templates set platform_status = case platform_status when 'deleted' then 'working' else platform_status end
       where id = $1 and account_id = $2 and source = 'described'`,
      [templateId, accountId],
    );
    if (rowCount === 0) return false;
    const { rows } = await client.query<{ id: string }>(
      `select id from pools where template_id = $1 and unavailable_reason = 'discount_deleted'`,
      [templateId],
    );
    await setReason(
      client,
      rows.map(({ id }) => id),
      null,
    );
    return true;
  });
  return isOurs
    ? await getTemplate({ accountId, templateId })
    : refuse("not_found", "This template does not exist, or its discount is not the app's to create.");
}
