import type pg from "pg";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import type { TemplateDetail } from "#app/templates/template-view.ts";

/**
 * Has what somebody changed of a template's discounts in the shop changed back, the end too: codes that were sent
 * work again as they were told. Harmless when there is nothing. Refusals: `not_found`.
 */
export async function restoreOffer(request: {
  accountId: string;
  templateId: string;
  actor: string;
}): Promise<Result<TemplateDetail>> {
  const known = await inTransaction((client) => restore(client, request));
  return known ? await getTemplate(request) : refuse("not_found", "This template does not exist.");
}

async function restore(
  client: pg.PoolClient,
  { accountId, templateId, actor }: { accountId: string; templateId: string; actor: string },
): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(
    "select name from templates where id = $1 and account_id = $2 and source = 'described' for update",
    [templateId, accountId],
  );
  const [template] = rows;
  if (!template) return false;
  // Behind every version: the job that carries edits carries the template's offer once more.
  const { rowCount } = await client.query(
    `update groups set offer_version = 0, refusal = null, refused_at = null
     where template_id = $1 and state = 'live' and shop_edit is not null`,
    [templateId],
  );
  if (rowCount === 0) return true;
  await sendJob(client, "update-groups", { templateId });
  const { name } = template;
  await appendHistory(client, { accountId, actor, verb: "template.offer_restored", detail: { name } });
  return true;
}
