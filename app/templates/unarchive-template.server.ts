import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Result } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { getTemplate } from "./get-template.server.ts";
import type { TemplateDetail } from "./template-view.ts";

/** Puts an archived template back into use; its pools stay archived. Harmless when repeated. Refusals: `not_found`. */
export async function unarchiveTemplate(request: {
  accountId: string;
  templateId: string;
  actor: string;
}): Promise<Result<TemplateDetail>> {
  const { accountId, templateId, actor } = request;
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `update templates set archived_at = null, updated_at = now()
       where id = $1 and account_id = $2 and archived_at is not null
       returning name`,
      [templateId, accountId],
    );
    const [template] = rows;
    if (!template) return;
    const { name } = template;
    await appendHistory(client, { accountId, actor, verb: "template.unarchived", detail: { name } });
  });
  return await getTemplate({ accountId, templateId });
}
