import { PREPARATION_DAYS_AHEAD_MAX, PREPARATION_HOURS_KEPT } from "#app/config/limits.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { findPoolId } from "#app/pools/find-pool-id.server.ts";
import { poolArchived } from "#app/pools/pool-archived.ts";
import { poolUnavailable } from "#app/pools/pool-unavailable.ts";
import { queueReplenishing } from "#app/pools/queue-replenishing.server.ts";
import type { Allotment } from "./deal-codes.ts";
import { type DealtPool, dealPrepared } from "./deal-prepared.server.ts";
import { mintingRate } from "./minting-rate.server.ts";
import { openPreparations } from "./open-preparations.server.ts";
import { type PreparationView, preparationProgress } from "./preparation-view.ts";
import { readyAt } from "./ready-at.ts";

interface LockedPool extends DealtPool, Record<string, unknown> {
  archived: boolean;
  unavailableReason: string | null;
  storeId: string | null;
  now: Date;
}

interface Known extends Record<string, unknown> {
  campaignId: string;
  quantity: number;
  claimed: number;
  secured: number;
  by: Date;
}

/**
 * Reserves codes for a campaign until they are claimed, or until 24 hours after the time they are for. The id is the
 * caller's; the same one again changes the same preparation and tells how far it is.
 * Refusals: `not_found`, `pool_archived`, `pool_unavailable`, `invalid_request` for `by` and `quantity`.
 */
export async function prepareCodes(request: {
  accountId: string;
  /** Who asks, for the history. */
  actor: string;
  pool: string;
  id: string;
  campaignId: string;
  /** Codes in all, those already claimed from it included; 0 reserves nothing any more. */
  quantity: number;
  by: Date;
}): Promise<Result<PreparationView>> {
  const { accountId, id, quantity, by } = request;
  const poolId = await findPoolId(accountId, request.pool);
  if (!poolId) return refuse("not_found", "This account has no pool with that id or handle.");
  return await inTransaction(async (client) => {
    const pool = await lockPool(client, poolId);
    if (pool.archived) return poolArchived();
    if (pool.unavailableReason !== null) return poolUnavailable(pool.unavailableReason);
    const problem = problemOfTime(by, pool.now);
    if (problem) return refuseField("by", problem);

    // What has come since the last time belongs to those who are in line already.
    let allotment = await dealPrepared(client, poolId, pool);
    const known = await findKnown(client, poolId, id);
    const isSame = known?.campaignId === request.campaignId;
    const claimed = isSame ? known.claimed : 0;
    const room = await roomBeside(client, poolId, pool, id);
    if (room !== null && quantity - claimed > room) {
      return refuseField(
        "quantity",
        `The pool's limit leaves ${room.toLocaleString("en-US")} codes to prepare. Ask for fewer, or raise the limit.`,
      );
    }
    if (!isSame || known.quantity !== quantity || known.by.getTime() !== by.getTime()) {
      const reserved = known ? known.secured - known.claimed : 0;
      await write(client, poolId, { ...request, claimed, secured: Math.min(quantity, claimed + reserved) });
      allotment = await dealPrepared(client, poolId, { ...pool, dealtConfirmed: pool.confirmed });
    }
    if (pool.type === "dynamic" && quantity > claimed) await queueReplenishing(client, poolId);
    return succeed(await view(client, poolId, pool, { id, quantity, claimed, by }, allotment));
  });
}

async function lockPool(client: Queryable, poolId: string): Promise<LockedPool> {
  const { rows } = await client.query<LockedPool>(
    `select type, archived_at is not null as archived, unavailable_reason as "unavailableReason", available,
            assign_limit as "limit", assigned, buffer_base as "bufferBase", dealt_confirmed as "dealtConfirmed",
            added - pending - rejected as confirmed,
            coalesce(prepared_until > statement_timestamp(), false) as prepared, statement_timestamp() as now,
            (select store_id from templates t where t.id = pools.template_id) as "storeId"
     from pools where id = $1 for update`,
    [poolId],
  );
  const [pool] = rows;
  if (!pool) throw new Error("The pool of a preparation does not exist.");
  return pool;
}

function problemOfTime(by: Date, now: Date): string | null {
  const hoursAhead = (by.getTime() - now.getTime()) / 3_600_000;
  if (hoursAhead <= -PREPARATION_HOURS_KEPT) return "This time is over. Choose one that is still to come.";
  if (hoursAhead > PREPARATION_DAYS_AHEAD_MAX * 24) return "Choose a time within a year from now.";
  return null;
}

function refuseField(path: string, message: string): ReturnType<typeof refuse> {
  return refuse("invalid_request", message, { errors: [{ path, message }] });
}

async function findKnown(client: Queryable, poolId: string, id: string): Promise<Known | undefined> {
  const { rows } = await client.query<Known>(
    `select campaign_id as "campaignId", quantity, claimed, secured, "by"
     from preparations where pool_id = $1 and id = $2`,
    [poolId, id],
  );
  return rows[0];
}

/** Codes that the limit leaves beside all other preparations; null for no limit. */
async function roomBeside(
  client: Queryable,
  poolId: string,
  pool: LockedPool,
  id: string,
): Promise<number | null> {
  if (pool.type === "static" || pool.limit === null) return null;
  const others = (await openPreparations(client, poolId)).filter((other) => other.id !== id);
  return Math.max(
    0,
    pool.limit - pool.assigned - others.reduce((sum, other) => sum + other.quantity - other.claimed, 0),
  );
}

async function write(
  client: Queryable,
  poolId: string,
  preparation: {
    accountId: string;
    actor: string;
    id: string;
    campaignId: string;
    quantity: number;
    claimed: number;
    secured: number;
    by: Date;
  },
): Promise<void> {
  const { accountId, actor, id, campaignId, quantity, claimed, secured, by } = preparation;
  await client.query(
    `insert into preparations (pool_id, id, account_id, campaign_id, quantity, claimed, secured, "by")
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (pool_id, id) do update
     set campaign_id = excluded.campaign_id, quantity = excluded.quantity, claimed = excluded.claimed,
         secured = excluded.secured, "by" = excluded."by", updated_at = statement_timestamp()`,
    [poolId, id, accountId, campaignId, quantity, claimed, secured, by],
  );
  await client.query(
    `update pools set prepared_until = (
       select max("by") + make_interval(hours => $2) from preparations where pool_id = $1 and quantity > claimed)
     where id = $1`,
    [poolId, PREPARATION_HOURS_KEPT],
  );
  await appendHistory(client, {
    accountId,
    poolId,
    actor,
    verb: "codes.prepared",
    detail: { quantity, campaign: campaignId },
  });
}

async function view(
  client: Queryable,
  poolId: string,
  pool: LockedPool,
  preparation: { id: string; quantity: number; claimed: number; by: Date },
  { shares }: Allotment,
): Promise<PreparationView> {
  const { id, quantity, by } = preparation;
  const { ready, pending, ahead, status } = preparationProgress(preparation, shares);
  const progress = { id, quantity, ready, pending, status };
  if (pending === 0 || pool.storeId === null) return { ...progress, readyAt: null };
  const codesPerSecond = await mintingRate(client, pool.storeId);
  const line = await openPreparations(client, poolId);
  const madeFor = line.some((one) => one.id === id && !one.isDue) ? "its day" : "now";
  const at = readyAt({ now: pool.now, by, ahead, codesPerSecond, madeFor });
  return { ...progress, readyAt: at.toISOString() };
}
