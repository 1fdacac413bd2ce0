import type pg from "pg";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { getTemplate } from "./get-template.server.ts";
import type { TemplateDetail } from "./template-view.ts";

/**
 * Takes a template out of use. Refused while a pool that is not archived uses it, with the pools named.
 * Its discounts stay on the platform until they end: codes that were sent go on working.
 */
export async function archiveTemplate(request: {
  accountId: string;
  templateId: string;
  actor: string;
}): Promise<Result<TemplateDetail>> {
  const { accountId, templateId } = request;
  const archived = await inTransaction((client) => archive(client, request));
  return archived.ok ? await getTemplate({ accountId, templateId }) : archived;
}

async function archive(
  client: pg.PoolClient,
  { accountId, templateId, actor }: { accountId: string; templateId: string; actor: string },
): Promise<Result<null>> {
  // Whoever makes or restores a pool of it holds the template's row, too.
  const { rows } = await client.query<{ name: string }>(
    "select name from templates where id = $1 and account_id = $2 and archived_at is null for update",
    [templateId, accountId],
  );
  const [template] = rows;
  if (!template) return succeed(null);
  const { rows: using } = await client.query<{ name: string }>(
    "select name from pools where template_id = $1 and archived_at is null order by name",
    [templateId],
  );
  if (using.length > 0) {
    const names = using.map(({ name }) => name).join(", ");
    return refuse("invalid_request", `These pools use the template: ${names}. Archive them first.`);
  }
  await client.query("update templates set archived_at = now(), updated_at = now() where id = $1", [
    templateId,
  ]);
  const { name } = template;
  await appendHistory(client, { accountId, actor, verb: "template.archived", detail: { name } });
  return succeed(null);
}
