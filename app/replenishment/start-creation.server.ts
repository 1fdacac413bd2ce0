import type pg from "pg";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { type DiscountState, templateState } from "#app/templates/discount-state.ts";
import { ensureGroup } from "./ensure-group.server.ts";

interface Request {
  accountId: string;
  poolId: string;
  templateId: string;
  actor: string;
}

/** Why no codes are made under a template. One that is still to start will work by itself. */
const STATE_REFUSALS: Record<DiscountState, string | null> = {
  working: null,
  scheduled: null,
  ended: "The discount of this template has ended. Give it a later end, or choose another template.",
  inactive:
    "The discount of this template is switched off in the store. Switch it on, or choose another template.",
  deleted: "The discount of this template was deleted in the store. Choose another template.",
};

/**
 * Has a static pool's unassigned codes created in the shop of a template, under its discount; those that are there
 * already stay as they are. Asked for again while it is under way, it answers the first. Refusals: `not_found`,
 * `invalid_request` with a sentence for the merchant.
 */
export async function startCreation(request: Request): Promise<Result<{ creationId: string }>> {
  return await inTransaction((client) => start(client, request));
}

async function start(client: pg.PoolClient, request: Request): Promise<Result<{ creationId: string }>> {
  const { accountId, poolId, templateId, actor } = request;
  const pool = await findPool(client, request);
  if (!pool) return refuse("not_found", "This account has no such pool of uploaded codes.");
  if (pool.underWay) return succeed({ creationId: pool.underWay });
  const template = await lockTemplate(client, request);
  if (!template) return refuse("not_found", "This template does not exist, or is archived.");
  if (pool.available === 0) return refuse("invalid_request", "The pool has no unassigned codes.");
  const refusal = STATE_REFUSALS[templateState(template, template.now)];
  if (refusal) return refuse("invalid_request", refusal);

  const group = await ensureGroup(
    client,
    { ...template, accountId, templateId },
    {
      endsAt: template.offerEndsAt,
      followsOffer: true,
    },
  );
  const creationId = newId("creation");
  const { rowCount } = await client.query(
    `insert into creations (id, account_id, store_id, pool_id, template_id, group_id, actor, total, through_position, until_position)
     select $1, $2, $3, p.id, $5, $6, $7, p.available, p.claim_cursor - 1,
            coalesce((select max(position) from codes where pool_id = p.id), 0)
     from pools p where p.id = $4
     on conflict (pool_id) where state in ('running', 'cancelling') do nothing`,
    [creationId, accountId, template.storeId, poolId, templateId, group.id, actor],
  );
  if (!rowCount) return await start(client, request);
  // What an earlier one could not make is looked at anew.
  await client.query(
    "delete from creation_refusals where creation_id in (select id from creations where pool_id = $1 and id <> $2)",
    [poolId, creationId],
  );
  const detail = { codes: pool.available, template: template.templateName };
  await appendHistory(client, { accountId, poolId, actor, verb: "creation.started", detail });
  await sendJob(client, "create-codes", { creationId });
  return succeed({ creationId });
}

async function findPool(client: pg.PoolClient, { accountId, poolId }: Request) {
  const { rows } = await client.query<{ available: number; underWay: string | null }>(
    `select p.available,
            (select id from creations where pool_id = p.id and state in ('running', 'cancelling')) as "underWay"
     from pools p
     where p.id = $1 and p.account_id = $2 and p.type = 'static' and p.archived_at is null`,
    [poolId, accountId],
  );
  return rows[0];
}

/** Whoever archives it holds its row, too. */
async function lockTemplate(client: pg.PoolClient, { accountId, templateId }: Request) {
  const { rows } = await client.query<{
    storeId: string;
    timeZone: string;
    source: "existing" | "described";
    templateName: string;
    discountId: string | null;
    offer: unknown;
    offerVersion: number;
    offerEndsAt: Date | null;
    platformStatus: string;
    now: Date;
  }>(
    `select t.store_id as "storeId", s.time_zone as "timeZone", t.source, t.name as "templateName",
            t.discount_id as "discountId", t.offer, t.offer_version as "offerVersion",
            (t.offer ->> 'endsAt')::timestamptz as "offerEndsAt", t.platform_status as "platformStatus",
            statement_timestamp() as now
     from templates t join stores s on s.id = t.store_id
     where t.id = $1 and t.account_id = $2 and t.archived_at is null and s.disconnected_at is null
     for share of t`,
    [templateId, accountId],
  );
  return rows[0];
}
