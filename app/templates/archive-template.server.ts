import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse } from "#app/errors/refusal.ts";
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
  const { accountId, templateId, actor } = request;
  const using = await database().prisma.pool.findMany({
    where: { accountId, templateId, archivedAt: null },
    select: { name: true },
    orderBy: { name: "asc" },
  });
  if (using.length > 0) {
    const names = using.map(({ name }) => name).join(", ");
    return refuse("invalid_request", `These pools use the template: ${names}. Archive them first.`);
  }
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `update templates set archived_at = now(), updated_at = now()
       where id = $1 and account_id = $2 and archived_at is null
         and not exists (select 1 from pools where template_id = $1 and archived_at is null)
       returning name`,
      [templateId, accountId],
    );
    const [archived] = rows;
    if (archived)
      await appendHistory(client, {
        accountId,
        actor,
        verb: "template.archived",
        detail: { name: archived.name },
      });
  });
  return await getTemplate({ accountId, templateId });
}
