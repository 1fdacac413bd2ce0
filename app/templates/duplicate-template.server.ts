import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { type Result, refuse } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { getTemplate } from "./get-template.server.ts";
import type { TemplateDetail } from "./template-view.ts";

/** Makes a copy of a template, to be changed without touching the codes of the first. */
export async function duplicateTemplate(request: {
  accountId: string;
  templateId: string;
  actor: string;
}): Promise<Result<TemplateDetail>> {
  const { accountId, actor } = request;
  const row = await database().prisma.template.findFirst({ where: { id: request.templateId, accountId } });
  if (!row) return refuse("not_found", "This template does not exist.");
  const templateId = newId("template");
  const name = `${row.name.slice(0, 93)} (copy)`;
  await inTransaction(async (client) => {
    await client.query(
      `insert into templates (id, account_id, store_id, name, source, discount_id, offer, platform_status)
       select $1, account_id, store_id, $2, source, discount_id, offer, platform_status from templates where id = $3`,
      [templateId, name, row.id],
    );
    await appendHistory(client, { accountId, actor, verb: "template.created", detail: { name } });
  });
  return await getTemplate({ accountId, templateId });
}
