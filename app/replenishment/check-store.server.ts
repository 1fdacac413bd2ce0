import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { type DiscountState, worstState } from "#app/templates/discount-state.ts";
import type { CodesChecked } from "./check-codes.server.ts";
import { checkGroup } from "./check-group.server.ts";
import { checkPoolCodes, type PoolToCheck } from "./check-pool-codes.server.ts";
import { markUnreachable, STORE_REASONS } from "./mark-unreachable.server.ts";
import { patiently, type Settled } from "./patiently.ts";
import { resumeCreations } from "./resume-creations.server.ts";
import { setReason } from "./set-reason.server.ts";
import type { Work } from "./work.ts";

/**
 * Looks at what a store's platform says: whether it is in reach, of the discounts that pools hand out codes of, and
 * of a few ready codes of every pool. Pools whose discount does not work stop; repaired ones go on. Webhooks only
 * ask for this look, since they get lost and come in any order. Throws when the platform does not answer.
 */
export async function checkStore(request: Work & { storeId: string }): Promise<CodesChecked[]> {
  const { storeId, platform } = request;
  const reached = await patiently(() => platform.searchDiscounts("", null), {
    ...request,
    patienceSeconds: PLATFORM_PATIENCE_SECONDS,
  });
  if (!(await isReached(storeId, reached))) return [];

  for (const [templateId, groups] of await groupsToCheck(storeId)) {
    const states: DiscountState[] = [];
    for (const { id, isUsed } of groups) {
      const checked = await checkGroup(request, id);
      if (!(await isReached(storeId, checked))) return [];
      // What no pool takes codes from says nothing of the others.
      if (checked.kind === "done" && (isUsed || groups.length === 1)) states.push(checked.value);
    }
    await database().pool.query(
      "update templates set platform_status = $2, checked_at = statement_timestamp() where id = $1",
      [templateId, worstState(states)],
    );
  }
  // Only now: a pool whose discount ended while its store was out of reach stays closed throughout.
  await clearStoreReasons(storeId);
  await resumeCreations({ reachedStoreId: storeId });
  const found: CodesChecked[] = [];
  for (const pool of await poolsToCheck(storeId)) {
    const checked = await checkPoolCodes(request, pool);
    if (!(await isReached(storeId, checked))) return found;
    if (checked.kind === "done") found.push(checked.value);
  }
  return found;
}

async function isReached(storeId: string, settled: Settled<unknown>): Promise<boolean> {
  if (settled.kind === "unreachable") {
    await markUnreachable(storeId, settled.reason);
    return false;
  }
  if (settled.kind === "gave_up") throw new Error(`The platform does not answer: ${settled.detail}`);
  return true;
}

/** The store answers: what made it unreachable is over, and what was left undone is taken up. */
async function clearStoreReasons(storeId: string): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select p.id from pools p join templates t on t.id = p.template_id
       where t.store_id = $1 and p.unavailable_reason = any ($2::text[])`,
      [storeId, STORE_REASONS],
    );
    if (rows.length === 0) return;
    await setReason(
      client,
      rows.map(({ id }) => id),
      null,
    );
    await sendJob(client, "mint-store", { storeId });
  });
}

interface GroupToCheck extends Record<string, unknown> {
  id: string;
  templateId: string;
  /** A pool has codes in it. */
  isUsed: boolean;
}

/** Groups of which pools hand out codes or are about to, by template. */
async function groupsToCheck(storeId: string): Promise<Map<string, GroupToCheck[]>> {
  const { rows } = await database().pool.query<GroupToCheck>(
    `select g.id, g.template_id as "templateId", t.source = 'existing' or u.is_used as "isUsed"
     from groups g
     join templates t on t.id = g.template_id
     cross join lateral (
       select exists (
         select 1 from batches b join codes c on c.batch_id = b.id
         where b.group_id = g.id and c.state in ('available', 'pending')) as is_used
     ) u
     where g.store_id = $1 and g.discount_id is not null and g.state in ('live', 'ended')
       and exists (select 1 from pools p where p.template_id = t.id and p.archived_at is null)
       -- One that did not work is looked at even without codes: pools wait for it to make theirs.
       and (t.source = 'existing' or (g.state = 'live' and (g.platform_status <> 'working' or u.is_used)))`,
    [storeId],
  );
  const groups = new Map<string, GroupToCheck[]>();
  for (const row of rows) groups.set(row.templateId, [...(groups.get(row.templateId) ?? []), row]);
  return groups;
}

/** Every pool of the store with codes to give; uploaded ones too, since their codes should be in the store. */
async function poolsToCheck(storeId: string): Promise<PoolToCheck[]> {
  const { rows } = await database().pool.query<PoolToCheck>(
    `select p.id, p.account_id as "accountId", p.type
     from pools p
     join stores s on s.account_id = p.account_id
     left join templates t on t.id = p.template_id
     where s.id = $1 and (t.store_id = s.id
         -- Uploaded codes say not whose they are: with several stores nobody knows where to look.
         or (p.type = 'static' and not exists (
           select 1 from stores o
           where o.account_id = s.account_id and o.id <> s.id and o.disconnected_at is null)))
       and p.archived_at is null and p.available > 0 and p.unavailable_reason is null
     order by p.id`,
    [storeId],
  );
  return rows;
}
