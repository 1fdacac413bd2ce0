import { randomBytes } from "node:crypto";
import type { PlatformName } from "#app/accounts/account-view.ts";
import { codeFormatSchema } from "#app/codes/code-format.ts";
import { lockAccountCodes } from "#app/codes/lock-account-codes.server.ts";
import { wasteCodes } from "#app/codes/waste-codes.server.ts";
import { writePendingCodes } from "#app/codes/write-pending-codes.server.ts";
import { BATCH_CODES_MAX, MAGENTO_BATCH_CODES, PENDING_SLICE_CODES } from "#app/config/limits.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { log } from "#app/log/log.server.ts";
import { DISCOUNT_REASONS } from "#app/pools/discount-reasons.ts";
import { templateState } from "#app/templates/discount-state.ts";
import { codesStop } from "./codes-stop.server.ts";
import { ensureGroup } from "./ensure-group.server.ts";
import { type LockedPool, lockedPool } from "./locked-pool.server.ts";
import { PENDING_CODES } from "./pending-codes.ts";
import { type GroupNeed, type PoolNeeds, poolNeeds } from "./pool-needs.server.ts";
import { codesToGiveUp, replenishPlan } from "./replenish-plan.ts";
import { setReason } from "./set-reason.server.ts";
import { storeFill } from "./store-fill.ts";

export interface Replenished {
  /** Codes written as pending. */
  written: number;
  /** The group whose end is to be moved now, ahead of midnight, since nobody used it. */
  moveDue: string | null;
}

/** Codes that a platform takes at a time. */
const BATCH_CODES: Record<PlatformName, number> = { shopify: BATCH_CODES_MAX, magento: MAGENTO_BATCH_CODES };

/**
 * Works out what a dynamic pool lacks and writes it as pending batches, with the job that sends them, in
 * transactions of some thousand codes each. Safe to repeat: what is ready and pending counts.
 * `minting` is for the process that mints the store already.
 */
export async function replenishPool(request: {
  poolId: string;
  minting?: "here" | "by_job";
}): Promise<Replenished> {
  let written = 0;
  for (;;) {
    const slice = await inTransaction((client) => replenishOnce(client, request));
    written += slice.written;
    if (slice.written < PENDING_SLICE_CODES) return { ...slice, written };
  }
}

async function replenishOnce(
  client: Queryable,
  request: { poolId: string; minting?: "here" | "by_job" },
): Promise<Replenished> {
  // First of all, as an upload does. The insert would be right without it, since a key exists once; but a drawn code
  // that an upload, or another pool of the account, is just adding would be waited for with the pool's row in hand, and
  // claims of the pool would wait along; and where each waits for a code of the other, uploads fail of deadlocks. Here
  // at most a slice of an upload is waited for, before anybody waits for us.
  const { rows } = await client.query<{ accountId: string }>(
    `select account_id as "accountId" from pools where id = $1`,
    [request.poolId],
  );
  if (rows[0]) await lockAccountCodes(client, rows[0].accountId);
  const pool = await lockedPool(client, request.poolId);
  if (!pool) return { written: 0, moveDue: null };
  const needs = pool.archived ? null : await poolNeeds(client, pool);
  await client.query(
    "update pools set replenish_queued = false, buffer_target = $2, buffer_base = $3 where id = $1",
    [pool.id, needs?.bufferTarget ?? 0, needs?.bufferBase ?? 0],
  );
  if (!needs || !(await mayMake(client, pool, needs))) return { written: 0, moveDue: null };
  const written = await write(client, pool, needs.groups);
  if (needs.move) {
    await client.query("update groups set moves_to = $2 where id = $1", [needs.move.groupId, needs.move.to]);
  }
  if (written > 0 && request.minting !== "here") {
    await sendJob(client, "mint-store", { storeId: pool.storeId });
  }
  return { written, moveDue: needs.move?.due ? needs.move.groupId : null };
}

/** Whether the pool's discount and its store take codes now; says so on the pool when they begin or cease to. */
async function mayMake(client: Queryable, pool: LockedPool, needs: PoolNeeds): Promise<boolean> {
  if (needs.offerTooShort) {
    await setReason(client, [pool.id], "discount_ended");
    return false;
  }
  if (await isSwitchedOff(client, pool, needs)) {
    await setReason(client, [pool.id], "discount_inactive");
    return false;
  }
  if (isEndOrSwitch(pool.unavailableReason) && hasNoDiscountToAsk(pool)) {
    // The offer was given a later end, or the discount that was switched off is no longer used.
    const state = templateState({ platformStatus: "working", offer: pool.offer }, pool.now);
    await setReason(client, [pool.id], DISCOUNT_REASONS[state]);
    return true;
  }
  const isFull = storeFill(pool.codesHeld + pool.pending, codesStop(pool.platform)) === "full";
  if (isFull) {
    // What is ready is still handed out.
    if (pool.unavailableReason === null && pool.available === 0)
      await setReason(client, [pool.id], "store_full");
    return false;
  }
  if (pool.unavailableReason === "store_full") {
    await setReason(client, [pool.id], null);
    return true;
  }
  return pool.unavailableReason === null || pool.unavailableReason === "discount_scheduled";
}

/**
 * Whether the discount that the pool's next codes would come under was found switched off in the shop, perhaps by a look
 * that another pool asked for: codes made under it would be refused at the checkout.
 */
async function isSwitchedOff(client: Queryable, pool: LockedPool, needs: PoolNeeds): Promise<boolean> {
  const [need] = needs.groups;
  if (pool.source !== "described" || !need) return false;
  const { rowCount } = await client.query(
    `select 1 from groups
     where template_id = $1 and state = 'live' and platform_status = 'inactive'
       and case when $2 then follows_offer
                else coalesce(ends_at, 'infinity') = coalesce($3::timestamptz, 'infinity') end`,
    [pool.templateId, need.followsOffer, need.endsAt],
  );
  return rowCount !== 0;
}

function isEndOrSwitch(reason: string | null): boolean {
  return reason === "discount_ended" || reason === "discount_inactive";
}

/** Only discounts with codes in them are looked at on the platform. */
function hasNoDiscountToAsk({ source, available, pending }: LockedPool): boolean {
  return source === "described" && available + pending === 0;
}

/** What was given up today is not made again today. */
function afterGivingUp(needs: GroupNeed[], givenUp: number): GroupNeed[] {
  if (givenUp === 0) return needs;
  return needs.map((need, index) =>
    index === 0 ? { ...need, target: Math.min(need.target, need.available - givenUp) } : need,
  );
}

async function write(client: Queryable, pool: LockedPool, needs: GroupNeed[]): Promise<number> {
  const { accountId, storeId, id: poolId } = pool;
  let room = pool.limit === null ? null : pool.limit - pool.assigned - pool.available - pool.pending;
  const givenUp = codesToGiveUp({ groups: needs, room });
  if (room !== null && givenUp > 0) {
    room += await wasteCodes(client, poolId, { keep: pool.available - givenUp });
  }
  const plan = replenishPlan({ groups: afterGivingUp(needs, givenUp), room });
  let left = Math.min(PENDING_SLICE_CODES, PENDING_CODES[pool.platform] - pool.pending);
  let written = 0;
  for (const [index, need] of needs.entries()) {
    const quantity = Math.min(plan[index] ?? 0, left);
    if (quantity <= 0) continue;
    const group = await ensureGroup(client, pool, need);
    const format = codeFormatSchema.parse(pool.codeFormat);
    const batchCodes = BATCH_CODES[pool.platform];
    const request = { accountId, storeId, poolId, groupId: group.id, format, quantity, batchCodes };
    const done = await writePendingCodes(client, request, randomBytes);
    if (done.written < quantity) {
      log().warn(
        { poolId, asked: quantity, written: done.written },
        "a code format can hardly make another code",
      );
    }
    written += done.written;
    left -= quantity;
  }
  return written;
}
