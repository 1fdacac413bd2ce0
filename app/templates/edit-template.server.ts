import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { type OfferInput, offerSchema } from "#app/platforms/offer.ts";
import { getTemplate } from "./get-template.server.ts";
import { checkTemplate, type OfferCheck, templateNameSchema } from "./template-input.ts";
import type { TemplateDetail, TemplateSource } from "./template-view.ts";

/**
 * Changes a template. A new offer goes to every live discount of it by a job, and there holds at once for
 * codes that were sent before; an existing template's offer is the merchant's to change on the platform.
 * What kind of discount it is stays, since no platform changes that of a discount that exists.
 * Refusals: `not_found`, `invalid_request` with one entry per field.
 */
export async function editTemplate(request: {
  accountId: string;
  templateId: string;
  actor: string;
  input: { name: string; offer?: OfferInput };
  offerProblems: OfferCheck;
}): Promise<Result<TemplateDetail>> {
  const edited = await inTransaction((client) => edit(client, request));
  return edited.ok ? await getTemplate(request) : edited;
}

async function edit(
  client: pg.PoolClient,
  request: Parameters<typeof editTemplate>[0],
): Promise<Result<null>> {
  const { accountId, templateId, actor, input } = request;
  const { rows } = await client.query<{ name: string; source: TemplateSource; offer: unknown }>(
    "select name, source, offer from templates where id = $1 and account_id = $2 for update",
    [templateId, accountId],
  );
  const [before] = rows;
  if (!before) return refuse("not_found", "This template does not exist.");
  if (before.source === "existing" || !input.offer) {
    const name = templateNameSchema.safeParse(input.name);
    if (!name.success) {
      const errors = name.error.issues.map(({ message }) => ({ path: "name", message }));
      return refuse("invalid_request", "Some fields need another look.", { errors });
    }
    if (name.data === before.name) return succeed(null);
    await client.query("update templates set name = $2, updated_at = now() where id = $1", [
      templateId,
      name.data,
    ]);
  } else {
    const checked = checkTemplate({ name: input.name, offer: input.offer }, request.offerProblems);
    if (!checked.ok)
      return refuse("invalid_request", "Some fields need another look.", { errors: checked.errors });
    const { name, offer } = checked;
    // Stored text may be older than a default of the schema: both are compared as the schema reads them.
    const earlier = offerSchema.parse(before.offer);
    if (earlier.reward.kind !== offer.reward.kind) return refuseKind();
    const isSame = isDeepStrictEqual({ ...earlier, titles: {} }, { ...offer, titles: {} });
    if (isSame && before.name === name) {
      // Titles are for people alone: the platform has nothing to do with newer ones.
      await client.query("update templates set offer = $2::jsonb where id = $1", [
        templateId,
        JSON.stringify(offer),
      ]);
      return succeed(null);
    }
    await client.query(
      `update templates
       set name = $2, offer = $3::jsonb, offer_version = offer_version + 1, updated_at = now(),
           platform_status = case
             when platform_status not in ('working', 'scheduled', 'ended') then platform_status
             when ($3::jsonb ->> 'endsAt')::timestamptz <= statement_timestamp() then 'ended'
             when ($3::jsonb ->> 'startsAt')::timestamptz > statement_timestamp() then 'scheduled'
             else 'working'
           end
       where id = $1`,
      [templateId, name, JSON.stringify(offer)],
    );
    await sendJob(client, "update-groups", { templateId });
  }
  await appendHistory(client, {
    accountId,
    actor,
    verb: "template.edited",
    detail: { name: input.name.trim() },
  });
  return succeed(null);
}

function refuseKind(): ReturnType<typeof refuse> {
  const message =
    "What kind of discount this is cannot change. To offer another kind, duplicate the template.";
  return refuse("invalid_request", message, { errors: [{ path: "offer.reward.kind", message }] });
}
