import type pg from "pg";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { getTemplate } from "./get-template.server.ts";
import type { TemplateDetail, TemplateSource } from "./template-view.ts";

/**
 * Tries once more what the platform refused of a template's discounts: the last edit, new codes, or a discount
 * that was never created. Harmless when nothing was refused. Refusals: `not_found`.
 */
export async function retryTemplate(request: {
  accountId: string;
  templateId: string;
}): Promise<Result<TemplateDetail>> {
  const retried = await inTransaction((client) => retry(client, request));
  return retried.ok ? await getTemplate(request) : retried;
}

async function retry(
  client: pg.PoolClient,
  { accountId, templateId }: { accountId: string; templateId: string },
): Promise<Result<null>> {
  const { rows } = await client.query<{ source: TemplateSource; storeId: string }>(
    `select source, store_id as "storeId" from templates where id = $1 and account_id = $2 for update`,
    [templateId, accountId],
  );
  const [template] = rows;
  if (!template) return refuse("not_found", "This template does not exist.");
  await client.query(
    `update groups set refusal = null, refused_at = null
     where template_id = $1 and state in ('planned', 'live') and refusal is not null`,
    [templateId],
  );
  if (template.source === "described") await sendJob(client, "update-groups", { templateId });
  await sendJob(client, "mint-store", { storeId: template.storeId });
  return succeed(null);
}
