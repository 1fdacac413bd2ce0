import type { PlatformName } from "#app/accounts/account-view.ts";
import { preparedQuantity, RESERVES } from "#app/campaigns/open-preparations.server.ts";
import {
  BUFFER_CODES_LEAST,
  BUFFER_CODES_LEAST_DAILY,
  CLOSING_CODES_LEAST,
  CODES_PER_SECOND_EXPECTED,
  GROUP_AHEAD_SECONDS,
  GROUP_MOVE_AHEAD_SECONDS,
  MAGENTO_BUFFER_CODES_LEAST,
} from "#app/config/limits.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { bufferTarget, closingTarget } from "./buffer-target.ts";
import { databaseCalendar } from "./database-calendar.server.ts";
import { findGroup, type Group, isUntouched } from "./ensure-group.server.ts";
import { type GroupEnds, groupEnds } from "./group-ends.ts";
import type { LockedPool } from "./locked-pool.server.ts";
import type { GroupStock } from "./replenish-plan.ts";
import { type PoolUse, sampleUse } from "./sample-use.server.ts";
import { forecastHour } from "./use-rate.ts";

/** Ready codes that a pool keeps however little it is used. */
const LEAST: Record<PlatformName, number> = {
  shopify: BUFFER_CODES_LEAST,
  magento: MAGENTO_BUFFER_CODES_LEAST,
};

/** A group that a pool needs codes in. */
export interface GroupNeed extends GroupStock {
  endsAt: Date | null;
  followsOffer: boolean;
}

export interface PoolNeeds {
  /** What the pool's claims measure its buffer by. */
  bufferTarget: number;
  /** Of it, what is for campaigns without a preparation. */
  bufferBase: number;
  groups: GroupNeed[];
  /** The offer ends before a code of today would have to: none can be made. */
  offerTooShort: boolean;
  /** The current group, untouched, whose end is to be moved instead of filling the next; `due`: now. */
  move: { groupId: string; to: Date; due: boolean } | null;
}

/** What a pool lacks, group by group. The caller holds the pool's row. */
export async function poolNeeds(client: Queryable, pool: LockedPool): Promise<PoolNeeds> {
  const use = await sampleUse(client, pool);
  const { validDays } = pool;
  if (validDays === null) return await needsWithoutDays(client, pool, use);

  const calendar = await databaseCalendar(client, pool.timeZone, validDays);
  const soon = groupEnds({ calendar, validDays, precision: pool.precision, aheadSeconds: 0 });
  const prepared = await preparedFor(client, pool, soon);
  const least = pool.precision === "day" ? BUFFER_CODES_LEAST_DAILY : BUFFER_CODES_LEAST;
  const target = bufferTarget({ ...use, fixed: pool.bufferFixed, prepared: prepared.now, least });
  const offerTooShort = pool.offerEndsAt !== null && pool.offerEndsAt < soon.current;
  const current = { endsAt: soon.current, followsOffer: false };
  const next = { endsAt: soon.next.end, followsOffer: false };

  const known = await findGroup(client, pool.templateId, soon.current);
  const ahead = await findGroup(client, pool.templateId, soon.next.end);
  const stock = await stockByGroup(client, pool, known, ahead);
  const secondsLeft = (soon.next.from.getTime() - pool.now.getTime()) / 1_000;
  const aheadSeconds = GROUP_AHEAD_SECONDS + prepared.next / CODES_PER_SECOND_EXPECTED;
  const isTime = secondsLeft <= aheadSeconds;
  if (!isTime || offerTooShort) {
    return {
      bufferTarget: target,
      bufferBase: target - prepared.now,
      groups: offerTooShort ? [] : [{ ...current, target, ...stock.current }],
      offerTooShort,
      move: null,
    };
  }
  const canMove =
    known?.state === "live" && pool.source === "described" && !known.followsOffer && !known.edited && !ahead;
  if (canMove && prepared.next === 0 && (await isUntouched(client, known.id))) {
    return {
      bufferTarget: target,
      bufferBase: target - prepared.now,
      groups: [{ ...current, target, ...stock.current }],
      offerTooShort,
      move: { groupId: known.id, to: soon.next.end, due: secondsLeft <= GROUP_MOVE_AHEAD_SECONDS },
    };
  }
  const first = { ...use, secondsLeft, prepared: prepared.now, target, least: CLOSING_CODES_LEAST };
  return {
    bufferTarget: target,
    bufferBase: target - prepared.now,
    groups: [
      { ...current, target: closingTarget(first), ...stock.current },
      { ...next, target: openingTarget(pool, use, soon, prepared.next, least), ...stock.next },
    ],
    offerTooShort,
    move: null,
  };
}

/** What the next group has at its first second: its buffer, and at least what its first hour will use. */
function openingTarget(
  pool: LockedPool,
  use: PoolUse,
  ends: GroupEnds,
  prepared: number,
  least: number,
): number {
  const target = bufferTarget({ ...use, fixed: pool.bufferFixed, prepared: 0, least });
  const forecast =
    pool.bufferFixed === null ? Math.max(forecastHour(use.hours, ends.next.from), use.busiestHour) : 0;
  return Math.max(target, forecast) + prepared;
}

async function needsWithoutDays(client: Queryable, pool: LockedPool, use: PoolUse): Promise<PoolNeeds> {
  const prepared = await preparedQuantity(client, pool.id);
  const target = bufferTarget({ ...use, fixed: pool.bufferFixed, prepared, least: LEAST[pool.platform] });
  const stock = { target, available: pool.available, pending: pool.pending };
  // Codes that no claim would take are not made.
  const offerTooShort = pool.offerEndsAt !== null && pool.offerEndsAt < pool.leastExpiry;
  return {
    bufferTarget: target,
    bufferBase: target - prepared,
    groups: offerTooShort ? [] : [{ endsAt: pool.offerEndsAt, followsOffer: true, ...stock }],
    offerTooShort,
    move: null,
  };
}

/**
 * What campaigns have reserved, by the group that will be current when they send. A campaign further ahead than
 * the next group is made for later: its codes would be thrown away at every midnight until then.
 */
async function preparedFor(
  client: Queryable,
  pool: LockedPool,
  ends: GroupEnds,
): Promise<{ now: number; next: number }> {
  const { rows } = await client.query<{ now: number; next: number }>(
    `select coalesce(sum(quantity - claimed) filter (where "by" < $2), 0)::bigint as now,
            coalesce(sum(quantity - claimed) filter (where "by" >= $2 and "by" < $3), 0)::bigint as next
     from preparations where pool_id = $1 and ${RESERVES}`,
    [
      pool.id,
      ends.next.from,
      new Date(ends.next.from.getTime() + ends.next.end.getTime() - ends.current.getTime()),
    ],
  );
  return rows[0] ?? { now: 0, next: 0 };
}

/** Ready and pending codes of the pool in its current group and in the next. Index: batches_unsettled_idx. */
async function stockByGroup(
  client: Queryable,
  pool: LockedPool,
  current: Group | undefined,
  next: Group | undefined,
): Promise<Record<"current" | "next", { available: number; pending: number }>> {
  if (!next) {
    return {
      current: { available: pool.available, pending: current ? pool.pending : 0 },
      next: { available: 0, pending: 0 },
    };
  }
  const { rows } = await client.query<{ pending: number; available: number }>(
    `select coalesce((select sum(quantity - confirmed - rejected) from batches
                      where pool_id = $1 and group_id = $2 and state <> 'settled' and not unwanted), 0)::bigint as pending,
            (select count(*) from codes c, pools p
             where p.id = $1 and c.pool_id = $1 and c.position >= p.claim_cursor and c.state = 'available'
               and c.expires_at = $3) as available`,
    [pool.id, next.id, next.endsAt],
  );
  const ahead = rows[0] ?? { pending: 0, available: 0 };
  return {
    current: { available: pool.available - ahead.available, pending: pool.pending - ahead.pending },
    next: ahead,
  };
}
