import { beforeEach, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { databaseCalendar } from "#app/replenishment/database-calendar.server.ts";
import { groupEnds } from "#app/replenishment/group-ends.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { tendGroups } from "#app/replenishment/tend-groups.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { databaseClock } from "#test/support/database-clock.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";
import { type PretendPlatform, pretendPlatform } from "#test/support/pretend-platform.ts";
import { newPool, newTemplate, type ReplenishedPool, workOn } from "#test/support/replenished-pool.ts";

const { url } = freshDatabase();
const clock = databaseClock(url);

let now: Date;
let platform: PretendPlatform;
let accountId: string;

beforeEach(async () => {
  await at("2026-11-24T12:00:00Z");
  platform = pretendPlatform(Math.random, () => now);
  accountId = await newAccount();
});

async function at(instant: string): Promise<void> {
  now = new Date(instant);
  await clock.set(now);
}
type Settings = NonNullable<Parameters<typeof newPool>[2]>;
const poolInUtc = async (settings: Settings) =>
  await newPool(accountId, await newTemplate(accountId), { timeZone: "UTC", ...settings });
const fill = async (pool: ReplenishedPool) => {
  await replenishPool({ poolId: pool.id });
  await mintStore({ ...workOn(platform), storeId: pool.storeId });
};
const tend = async (pool: ReplenishedPool) => {
  await tendGroups({ ...workOn(platform), platformOf: async () => platform });
  await mintStore({ ...workOn(platform), storeId: pool.storeId });
};
let keys = 0;
async function claim(pool: ReplenishedPool, quantity: number): Promise<string[]> {
  const answer = await claimCodes(
    claimRequest({
      accountId,
      pool: pool.id,
      campaign: { id: "campaign", type: "automation" },
      recipients: Array.from({ length: quantity }, () => {
        keys += 1;
        return { key: `key-${keys}`, contact: `contact-${keys}` };
      }),
    }),
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.claims.map(({ outcome, expiresAt }) => expiresAt ?? outcome);
}
const groups = async (pool: ReplenishedPool) =>
  await database().prisma.group.findMany({
    where: { templateId: pool.templateId },
    orderBy: { endsAt: "asc" },
  });
const ends = async (pool: ReplenishedPool) => (await groups(pool)).map(({ endsAt }) => endsAt?.toISOString());

test("codes claimed before and after midnight carry the ends of their days, without a moment of waiting", async () => {
  const pool = await poolInUtc({
    validDays: 7,
    timeZone: "Europe/Berlin",
  });
  await fill(pool);
  expect(await claim(pool, 10)).toEqual(Array(10).fill("2026-12-01T22:59:59.000Z"));

  // 22:10 in Berlin: within the hour before midnight, and the group has been used.
  await at("2026-11-24T22:10:00Z");
  await tend(pool);
  expect(await ends(pool)).toEqual(["2026-12-01T22:59:59.000Z", "2026-12-02T22:59:59.000Z"]);
  await at("2026-11-24T22:59:59Z");
  expect(await claim(pool, 10)).toEqual(Array(10).fill("2026-12-01T22:59:59.000Z"));
  await at("2026-11-24T23:00:00Z");
  expect(await claim(pool, 100)).toEqual(Array(100).fill("2026-12-02T22:59:59.000Z"));
  await expectCountsEqualRows(pool.id);
});

test("what is left of a day is deleted on the platform the same day, and counted as wasted", async () => {
  const pool = await poolInUtc({ validDays: 7 });
  await fill(pool);
  await claim(pool, 10);
  await at("2026-11-24T23:10:00Z");
  await tend(pool);
  await at("2026-11-25T00:10:00Z");
  await tend(pool);
  const [first] = await groups(pool);
  const left = [...platform.codes.values()].filter(({ discountId }) => discountId === first?.discountId);
  expect(left).toHaveLength(10);
  const { expired, available } = await database().prisma.pool.findUniqueOrThrow({ where: { id: pool.id } });
  expect({ expired, available }).toEqual({ expired: 90, available: 100 });
  const { codesHeld } = await database().prisma.storePace.findUniqueOrThrow({
    where: { storeId: pool.storeId },
  });
  expect(codesHeld).toBe(110);
});

test("the end of a group that nobody used is moved: nothing is wasted, no discount is made", async () => {
  const pool = await poolInUtc({ validDays: 7 });
  await fill(pool);
  for (const time of ["24T23:10", "24T23:40", "25T00:10", "25T23:10", "25T23:40", "26T00:10"]) {
    await at(`2026-11-${time}:00Z`);
    await tend(pool);
  }
  expect(await ends(pool)).toEqual(["2026-12-03T23:59:59.000Z"]);
  expect(platform.discounts.size).toBe(1);
  expect([...platform.discounts.values()][0]).toMatchObject({ endsAt: "2026-12-03T23:59:59.000Z" });
  expect(await database().prisma.pool.findUniqueOrThrow({ where: { id: pool.id } })).toMatchObject({
    available: 100,
    expired: 0,
  });
  expect(await claim(pool, 1)).toEqual(["2026-12-03T23:59:59.000Z"]);
  await expectCountsEqualRows(pool.id);
});

test("the end of a group that somebody edited in the shop is not moved over their head", async () => {
  const pool = await poolInUtc({ validDays: 7 });
  await fill(pool);
  const [edited] = platform.discounts.values();
  if (!edited) throw new Error("There is no discount.");
  edited.offer = { ...edited.offer, usesPerCode: 5 };
  await checkStore({ ...workOn(platform), storeId: pool.storeId });
  for (const time of ["24T23:10", "24T23:40", "25T00:10"]) {
    await at(`2026-11-${time}:00Z`);
    await tend(pool);
  }
  expect(await ends(pool)).toEqual(["2026-12-01T23:59:59.000Z", "2026-12-02T23:59:59.000Z"]);
  expect(edited.offer.usesPerCode).toBe(5);
  expect(await claim(pool, 1)).toEqual(["2026-12-02T23:59:59.000Z"]);
});

test("a code assigned while its group's end is moved works as long as it was told", async () => {
  const pool = await poolInUtc({ validDays: 7 });
  await fill(pool);
  await at("2026-11-24T23:10:00Z");
  await tend(pool);
  await at("2026-11-24T23:40:00Z");
  const { updateDiscount } = platform;
  let told: string[] = [];
  platform.updateDiscount = async (request) => {
    if (told.length === 0) told = await claim(pool, 1);
    return await updateDiscount(request);
  };
  await tend(pool);
  expect(told).toEqual(["2026-12-01T23:59:59.000Z"]);
  const [first] = await groups(pool);
  expect(first).toMatchObject({ movesTo: null, endsAt: new Date("2026-12-01T23:59:59Z") });
  expect(platform.discounts.get(first?.discountId ?? "")).toMatchObject({
    endsAt: "2026-12-01T23:59:59.000Z",
  });
});

test("a limit that leaves room for no more codes leaves some for the day after midnight", async () => {
  const pool = await poolInUtc({ validDays: 7, limit: 60 });
  await fill(pool);
  await claim(pool, 10);
  await at("2026-11-24T23:10:00Z");
  await tend(pool);
  await at("2026-11-25T00:00:00Z");
  expect(await claim(pool, 5)).toEqual(Array(5).fill("2026-12-02T23:59:59.000Z"));
  const row = await database().prisma.pool.findUniqueOrThrow({ where: { id: pool.id } });
  expect(row.assigned + row.available + row.pending).toBeLessThanOrEqual(60);
  await expectCountsEqualRows(pool.id);
});

test("weekly groups survive midnight, and last at least so many days", async () => {
  const pool = await poolInUtc({
    validDays: 30,
    expiryPrecision: "week",
  });
  await fill(pool);
  expect(await claim(pool, 1)).toEqual(["2026-12-27T23:59:59.000Z"]);
  await at("2026-11-24T23:40:00Z");
  await tend(pool);
  await at("2026-11-25T00:10:00Z");
  await tend(pool);
  expect(await ends(pool)).toEqual(["2026-12-27T23:59:59.000Z"]);
  expect(await claim(pool, 1)).toEqual(["2026-12-27T23:59:59.000Z"]);
});

test("a finished group is deleted thirty days after its end, and not a day before", async () => {
  const pool = await poolInUtc({ validDays: 1 });
  await fill(pool);
  await claim(pool, 1);
  await at("2026-11-26T00:10:00Z");
  await tend(pool);
  const [first] = await groups(pool);
  expect(first?.state).toBe("ended");
  await at("2026-12-25T23:00:00Z");
  await tend(pool);
  expect(platform.discounts.has(first?.discountId ?? "")).toBe(true);
  await at("2026-12-26T00:10:00Z");
  await tend(pool);
  expect(platform.discounts.has(first?.discountId ?? "")).toBe(false);
  expect((await groups(pool))[0]?.state).toBe("deleted");
});

test("the calendar of the database and least_expiry() agree in every zone, on every day", async () => {
  const { pool: sql } = database();
  const { rows: zones } = await sql.query<{ name: string }>(
    "select name from pg_timezone_names where name like '%/%' and name not like 'posix/%'",
  );
  for (const [index, { name }] of zones.entries()) {
    await at(new Date(Date.UTC(2026, 0, 1 + index, (index * 7) % 24, 30)).toISOString());
    const calendar = await databaseCalendar(sql, name, 9);
    const { rows } = await sql.query<{ least: Date }>("select least_expiry(9, 0, $1) as least", [name]);
    expect(groupEnds({ calendar, validDays: 9, precision: "day", aheadSeconds: 0 }).least, name).toEqual(
      rows[0]?.least,
    );
  }
});
