import { beforeEach, describe, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { forecastPool } from "#app/forecast/forecast-pool.server.ts";
import { forecastPools } from "#app/forecast/forecast-pools.server.ts";
import { forgetUse } from "#app/forecast/forget-use.server.ts";
import { listOutlooks } from "#app/forecast/list-outlooks.server.ts";
import { readPoolUse } from "#app/forecast/read-pool-use.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { freshDatabase } from "#test/support/database.ts";
import { databaseClock } from "#test/support/database-clock.ts";
import { mintCodes, newDynamicPool } from "#test/support/dynamic-pool.ts";
import { addCodes, codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { newPool, newTemplate } from "#test/support/replenished-pool.ts";

const { url } = freshDatabase();
const clock = databaseClock(url);

const NOW = new Date("2026-11-24T10:00:00Z");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

let accountId: string;
let keys = 0;
beforeEach(async () => {
  accountId = await newAccount();
  await clock.set(NOW);
});

/** A pool that has been used evenly for so many days, with `left` codes to go. */
async function usedPool(use: { aDay: number; days: number; left: number }, settings = {}): Promise<string> {
  const all = use.aDay * use.days + use.left;
  keys += 1;
  const poolId = await poolWithCodes(accountId, codesNamed(`C${keys}`, all), settings);
  await claim(poolId, use.aDay * use.days);
  await database().pool.query(
    `update claims c set claimed_at = $2::timestamptz - n.place * interval '1 day' / $3
     from (select key, row_number() over (order by key) - 0.5 as place from claims where pool_id = $1) n
     where c.key = n.key and c.pool_id = $1`,
    [poolId, NOW, use.aDay],
  );
  await database().pool.query("update pools set created_at = $2 where id = $1", [poolId, later(-use.days)]);
  return poolId;
}

async function claim(poolId: string, quantity: number): Promise<void> {
  if (quantity === 0) return;
  const answer = await claimCodes(
    claimRequest({
      accountId,
      pool: poolId,
      campaign: { id: "campaign", type: "automation" },
      recipients: Array.from({ length: quantity }, () => {
        keys += 1;
        return { key: `key-${keys}`, contact: `contact-${keys}` };
      }),
    }),
  );
  if (!answer.ok) throw new Error(answer.refusal.detail);
}

const look = async () => await forecastPools(new AbortController().signal);
const daysLeft = async (poolId: string) => {
  const outlook = (await listOutlooks([poolId]))[poolId];
  return outlook?.at ? (Date.parse(outlook.at) - NOW.getTime()) / DAY_MS : null;
};
const stateOf = async (poolId: string) => {
  const { rows } = await database().pool.query<{
    stock: string;
    alerts: string[] | null;
    events: string[] | null;
  }>(
    `select stock, (select array_agg(kind) from pool_alerts where pool_id = p.id) as alerts,
            (select array_agg(type || ' ' || (detail ->> 'reason') order by number) from events where pool_id = p.id) as events
     from pools p where id = $1`,
    [poolId],
  );
  return rows[0];
};

test("a pool of 20 codes a day with 100 left runs dry in about five days", async () => {
  const poolId = await usedPool({ aDay: 20, days: 14, left: 100 });
  await look();
  const left = await daysLeft(poolId);
  expect(left).toBeGreaterThan(4.5);
  expect(left).toBeLessThan(5.5);
  const outlook = (await listOutlooks([poolId]))[poolId];
  expect(Date.parse(outlook?.earliest ?? "")).toBeLessThan(Date.parse(outlook?.at ?? ""));
  expect(Date.parse(outlook?.latest ?? "")).toBeGreaterThan(Date.parse(outlook?.at ?? ""));
});

test("use is counted once, however often it is looked at, and as it goes on", async () => {
  const poolId = await usedPool({ aDay: 24, days: 3, left: 50 });
  await look();
  await forecastPool(poolId);
  await claim(poolId, 7);
  await forecastPool(poolId);
  const { rows } = await database().pool.query(
    "select sum(assigned)::int as assigned from pool_use where pool_id = $1",
    [poolId],
  );
  expect(rows).toEqual([{ assigned: 24 * 3 + 7 }]);
});

test("of a new pool nothing is said, of one without a limit there is nothing to say, of an unused one that it lasts", async () => {
  const fresh = await usedPool({ aDay: 0, days: 0, left: 10 });
  const unused = await usedPool({ aDay: 0, days: 14, left: 10 });
  await look();
  const outlooks = await listOutlooks([fresh, unused]);
  expect(outlooks[fresh]?.kind).toBe("unknown");
  expect(outlooks[unused]?.kind).toBe("later");
});

test("an announced broadcast brings the day forward, and so do codes that expire", async () => {
  const announced = await usedPool({ aDay: 10, days: 14, left: 100 });
  await database().pool.query(
    `insert into preparations (id, account_id, pool_id, campaign_id, quantity, "by")
     values ('prep_1', $1, $2, 'newsletter', 95, $3)`,
    [accountId, announced, later(2)],
  );
  const expiring = await usedPool({ aDay: 1, days: 14, left: 0 });
  await addCodes(
    accountId,
    expiring,
    codesNamed("E", 100).map((code) => ({ code, expiresAt: later(3) })),
  );
  await look();
  expect(await daysLeft(announced)).toBeCloseTo(2, 0);
  expect(await daysLeft(expiring)).toBeCloseTo(3, 0);
});

test("a broadcast that is being sent counts with what it has yet to claim", async () => {
  const poolId = await usedPool({ aDay: 10, days: 14, left: 100 });
  await database().pool.query(
    `insert into preparations (id, account_id, pool_id, campaign_id, quantity, claimed, "by")
     values ('prep_1', $1, $2, 'newsletter', 500, 404, $3)`,
    [accountId, poolId, new Date(NOW.getTime() - HOUR_MS)],
  );
  await look();
  expect(await daysLeft(poolId)).toBeLessThan(0.6);
});

test("a dynamic pool does not run dry by codes of its buffer that expire: they are made again", async () => {
  const pool = await newDynamicPool(accountId, { limit: 1_000, validDays: 7 });
  await database().pool.query("update pools set created_at = $2 where id = $1", [pool.id, later(-14)]);
  await mintCodes(pool, 250, later(3));
  await look();
  const outlook = (await listOutlooks([pool.id]))[pool.id];
  expect(outlook?.kind).toBe("later");
});

test("the page of a pool shows what was counted, and counts nothing itself", async () => {
  const poolId = await usedPool({ aDay: 24, days: 14, left: 240 });
  const first = await readPoolUse({ poolId, timeZone: "Europe/Berlin" });
  expect(first?.days).toHaveLength(30);
  expect(first?.days.slice(-3, -1).map(({ assigned }) => assigned)).toEqual([24, 24]);
  expect(first?.days.at(-1)).toMatchObject({ day: "2026-11-24", remaining: 240 });
  const made = await madeAt(poolId);
  await clock.set(new Date(NOW.getTime() + HOUR_MS));
  await claim(poolId, 40);
  const second = await readPoolUse({ poolId, timeZone: "Europe/Berlin" });
  expect(await madeAt(poolId)).toEqual(made);
  // What remains is read anew, and when it will be used up is told of that.
  expect(second?.remaining.at(-1)).toEqual({
    at: new Date(NOW.getTime() + HOUR_MS).toISOString(),
    remaining: 200,
  });
  expect(Date.parse(second?.outlook?.at ?? "")).toBeLessThan(Date.parse(first?.outlook?.at ?? ""));
});

test("two looks at the same pool at the same time count it once", async () => {
  const poolId = await usedPool({ aDay: 24, days: 14, left: 10 });
  await Promise.all(Array.from({ length: 4 }, () => forecastPool(poolId)));
  const { rows } = await database().pool.query(
    "select sum(assigned)::int as assigned from pool_use where pool_id = $1",
    [poolId],
  );
  expect(rows).toEqual([{ assigned: 24 * 14 }]);
});

test("a dynamic pool's buffer is there before the morning that is forecast", async () => {
  const pool = await newPool(accountId, await newTemplate(accountId), {});
  await replenishPool({ poolId: pool.id });
  expect(await bufferOf(pool.id)).toMatchObject({ buffer_target: 250, replenish_queued: false });
  // Two weeks of mornings, of which the next begins in an hour.
  await database().pool.query("update pools set created_at = $2 where id = $1", [pool.id, later(-14)]);
  await database().pool.query(
    `insert into pool_use (pool_id, hour, assigned)
     select $1, $2::timestamptz + interval '1 hour' - make_interval(days => n), 90000 from generate_series(1, 14) n`,
    [pool.id, NOW],
  );
  await forecastPool(pool.id);
  expect(await bufferOf(pool.id)).toMatchObject({ replenish_queued: true });
  await replenishPool({ poolId: pool.id });
  const ready = (await bufferOf(pool.id))?.buffer_target ?? 0;
  // 25 codes a second, for the ten seconds that a batch takes, four times; and no more than a third above.
  expect(ready).toBeGreaterThanOrEqual(1_000);
  expect(ready).toBeLessThan(1_333);
  // Forecast again, it is no news.
  await forecastPool(pool.id);
  expect(await bufferOf(pool.id)).toMatchObject({ replenish_queued: false });
});

async function bufferOf(poolId: string) {
  const { rows } = await database().pool.query<{ buffer_target: number; replenish_queued: boolean }>(
    "select buffer_target, replenish_queued from pools where id = $1",
    [poolId],
  );
  return rows[0];
}

test("a pool that nothing happened to is looked at again after an hour", async () => {
  const poolId = await usedPool({ aDay: 20, days: 14, left: 100 });
  await look();
  const first = await madeAt(poolId);
  await look();
  expect(await madeAt(poolId)).toEqual(first);
  await clock.set(new Date(NOW.getTime() + HOUR_MS));
  await look();
  expect(await madeAt(poolId)).not.toEqual(first);
});

async function madeAt(poolId: string): Promise<Date | undefined> {
  return (await database().prisma.poolForecast.findUnique({ where: { poolId } }))?.madeAt;
}

describe("a low-water mark of days", () => {
  const mark = { lowWaterUnit: "days", lowWaterValue: 5 } as const;

  test("tells once that the pool will run dry, and that it is over once enough was added", async () => {
    const poolId = await usedPool({ aDay: 20, days: 14, left: 200 }, mark);
    await look();
    expect(await stateOf(poolId)).toMatchObject({ stock: "active", alerts: null });
    await claim(poolId, 110);
    await forecastPool(poolId);
    await forecastPool(poolId);
    expect(await stateOf(poolId)).toEqual({
      stock: "low",
      alerts: ["pool.low"],
      events: ["pool.low runs_dry_soon"],
    });
    await addCodes(accountId, poolId, codesNamed("more", 300));
    await forecastPool(poolId);
    expect(await stateOf(poolId)).toEqual({
      stock: "active",
      alerts: null,
      events: ["pool.low runs_dry_soon", "pool.recovered low"],
    });
  });

  test("is left behind only with a tenth more", async () => {
    const poolId = await usedPool({ aDay: 20, days: 14, left: 95 }, mark);
    await forecastPool(poolId);
    expect(await stateOf(poolId)).toMatchObject({ stock: "low" });
    await addCodes(accountId, poolId, codesNamed("few", 8));
    await forecastPool(poolId);
    expect(await daysLeft(poolId)).toBeGreaterThan(5);
    expect(await stateOf(poolId)).toMatchObject({ stock: "low" });
  });

  test("an empty pool is empty, whatever is forecast", async () => {
    const poolId = await usedPool({ aDay: 20, days: 14, left: 5 }, mark);
    await claim(poolId, 5);
    await forecastPool(poolId);
    expect(await stateOf(poolId)).toMatchObject({ stock: "empty" });
  });
});

test("what was used more than thirteen months ago is forgotten", async () => {
  const poolId = await usedPool({ aDay: 20, days: 1, left: 10 });
  await look();
  await clock.set(later(420));
  await forgetUse();
  expect(await database().prisma.poolUse.count({ where: { poolId } })).toBe(0);
});
