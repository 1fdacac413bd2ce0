import { beforeAll, describe, expect, test } from "vitest";
import { announceCampaign } from "#app/campaigns/announce-campaign.server.ts";
import { listLiveCampaigns } from "#app/campaigns/list-live-campaigns.server.ts";
import { listPreparations } from "#app/campaigns/list-preparations.server.ts";
import { preparedQuantity } from "#app/campaigns/open-preparations.server.ts";
import { prepareCodes } from "#app/campaigns/prepare-codes.server.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { CODES_PER_SECOND_EXPECTED } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { databaseClock } from "#test/support/database-clock.ts";
import { mintCodes, newDynamicPool, poolWithReadyCodes } from "#test/support/dynamic-pool.ts";
import { addCodes, codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

const { url } = freshDatabase();
const clock = databaseClock(url);

const NOW = "2027-03-01T09:00:00.000Z";
const BY = new Date("2027-03-02T06:00:00Z");

/** When the last of so many codes is expected, at the pace that is assumed of a store of which nothing is known. */
const afterCodes = (codes: number) =>
  new Date(Date.parse(NOW) + Math.ceil(codes / CODES_PER_SECOND_EXPECTED) * 1_000).toISOString();

let accountId: string;
beforeAll(async () => {
  accountId = await newAccount();
  await clock.set(NOW);
});

async function prepare(
  pool: string,
  campaignId: string,
  quantity: number,
  more: { id?: string; by?: Date } = {},
) {
  return await prepareCodes({
    accountId,
    actor: "test",
    pool,
    id: campaignId,
    campaignId,
    quantity,
    by: BY,
    ...more,
  });
}

let keys = 0;

/** How often each outcome was given to so many recipients of a campaign. */
async function claim(pool: string, campaign: string, quantity: number): Promise<Record<string, number>> {
  const result = await claimCodes(
    claimRequest({
      accountId,
      pool,
      campaign: { id: campaign, type: "automation" },
      recipients: Array.from({ length: quantity }, () => {
        keys += 1;
        return { key: `key-${keys}`, contact: `contact-${keys}` };
      }),
    }),
  );
  if (!result.ok) return { [result.refusal.code]: quantity };
  const counts: Record<string, number> = {};
  for (const { outcome } of result.value.claims) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

describe("prepared codes", () => {
  test("are kept from other campaigns and count down with every claim of their own", async () => {
    const { id: pool } = await poolWithReadyCodes(accountId, 10);
    expect(await prepare(pool, "news", 6)).toEqual({
      ok: true,
      value: { id: "news", quantity: 6, ready: 6, pending: 0, readyAt: null, status: "ready" },
    });
    expect(await claim(pool, "welcome", 6)).toEqual({ assigned: 4, not_ready: 2 });
    expect(await claim(pool, "news", 4)).toEqual({ assigned: 4 });
    expect(await claim(pool, "welcome", 1)).toEqual({ codes_not_ready: 1 });
    expect(await prepare(pool, "news", 6)).toMatchObject({
      value: { quantity: 6, ready: 2, status: "ready" },
    });
    expect(await preparedQuantity(database().pool, pool)).toBe(2);
    expect(await claim(pool, "news", 3)).toEqual({ assigned: 2, not_ready: 1 });
    expect(await prepare(pool, "news", 6)).toMatchObject({
      value: { ready: 0, pending: 0, readyAt: null, status: "used" },
    });
    await mintCodes({ ...(await poolOf(pool)) }, 1);
    expect(await claim(pool, "welcome", 1)).toEqual({ assigned: 1 });
    await expectCountsEqualRows(pool);
  });

  test("are taken by their campaign first, then it takes what is free, in one fold with others", async () => {
    const { id: pool } = await poolWithReadyCodes(accountId, 10);
    await prepare(pool, "news", 4);
    const all = await Promise.all([
      claim(pool, "welcome", 3),
      claim(pool, "welcome", 4),
      claim(pool, "news", 4),
    ]);
    expect(all).toEqual([{ assigned: 3 }, { assigned: 3, not_ready: 1 }, { assigned: 4 }]);
    await expectCountsEqualRows(pool);
  });

  test("that are still to come are expected at the store's pace, in line behind those needed sooner", async () => {
    const { id: pool } = await poolWithReadyCodes(accountId, 10);
    const sooner = new Date("2027-03-01T12:00:00Z");
    expect(await prepare(pool, "late", 10_010)).toMatchObject({
      value: { ready: 10, pending: 10_000, readyAt: afterCodes(10_000), status: "preparing" },
    });
    expect(await prepare(pool, "soon", 250, { by: sooner })).toMatchObject({
      value: { ready: 0, pending: 250, readyAt: afterCodes(250) },
    });
    expect(await prepare(pool, "late", 10_010)).toMatchObject({
      value: { ready: 10, pending: 10_000, readyAt: afterCodes(10_250) },
    });
    const { rows } = await database().pool.query(
      "select count(*) as jobs from pgboss.job where name = 'replenish-pool' and data ->> 'poolId' = $1",
      [pool],
    );
    expect(rows[0].jobs).toBe(1);
    expect(await listPreparations(pool)).toMatchObject([
      {
        id: "soon",
        ready: 0,
        pending: 250,
        short: 0,
        isDue: true,
        readyAt: afterCodes(250),
        keptUntil: "2027-03-02T12:00:00.000Z",
      },
      {
        id: "late",
        quantity: 10_010,
        claimed: 0,
        ready: 10,
        pending: 10_000,
        readyAt: afterCodes(10_250),
        status: "preparing",
      },
    ]);
  });

  test("leave the others their buffer, and half of what arrives while it is not full", async () => {
    const pool = await poolWithReadyCodes(accountId, 10, { bufferBase: 8 });
    expect(await prepare(pool.id, "news", 100)).toMatchObject({ value: { ready: 2, pending: 98 } });
    expect(await claim(pool.id, "welcome", 10)).toEqual({ assigned: 8, not_ready: 2 });
    await mintCodes(pool, 10);
    // Five of the ten are set aside, the others are anybody's.
    expect(await claim(pool.id, "welcome", 10)).toEqual({ assigned: 5, not_ready: 5 });
    expect(await prepare(pool.id, "news", 100)).toMatchObject({ value: { ready: 7, pending: 93 } });
    await mintCodes(pool, 10);
    expect(await claim(pool.id, "news", 20)).toEqual({ assigned: 17, not_ready: 3 });
    expect(await prepare(pool.id, "news", 100)).toMatchObject({ value: { ready: 0, pending: 83 } });
    await expectCountsEqualRows(pool.id);
  });

  test("do not hide that the others run dry: more is asked for", async () => {
    const pool = await poolWithReadyCodes(accountId, 110, { bufferBase: 10, bufferTarget: 110 });
    await prepare(pool.id, "news", 100);
    await database().prisma.pool.update({ where: { id: pool.id }, data: { replenishQueued: false } });
    const isAsked = async () =>
      (await database().prisma.pool.findUniqueOrThrow({ where: { id: pool.id } })).replenishQueued;
    await claim(pool.id, "news", 20);
    await claim(pool.id, "welcome", 5);
    expect(await isAsked()).toBe(false);
    await claim(pool.id, "welcome", 1);
    expect(await isAsked()).toBe(true);
  });

  test("that were ready once stay so, whoever comes later and needs them sooner", async () => {
    const { id: pool } = await poolWithReadyCodes(accountId, 10);
    expect(await prepare(pool, "first", 10)).toMatchObject({ value: { status: "ready" } });
    const sooner = new Date("2027-03-01T12:00:00Z");
    expect(await prepare(pool, "second", 5, { by: sooner })).toMatchObject({
      value: { ready: 0, pending: 5 },
    });
    expect(await claim(pool, "second", 5)).toEqual({ codes_not_ready: 5 });
    expect(await claim(pool, "first", 10)).toEqual({ assigned: 10 });
  });

  test("are free again 24 hours after the time they were for, and not before", async () => {
    const { id: pool } = await poolWithReadyCodes(accountId, 5);
    await prepare(pool, "news", 5);
    await clock.set("2027-03-03T05:59:59Z");
    expect(await claim(pool, "welcome", 1)).toEqual({ codes_not_ready: 1 });
    await clock.set("2027-03-03T06:00:00Z");
    expect(await claim(pool, "welcome", 5)).toEqual({ assigned: 5 });
    expect(await preparedQuantity(database().pool, pool)).toBe(0);
    expect(await listPreparations(pool)).toMatchObject([
      { id: "news", status: "over", ready: 0, pending: 0 },
    ]);
    expect(await prepare(pool, "news", 5)).toMatchObject({
      refusal: { code: "invalid_request", errors: [{ path: "by" }] },
    });
    await clock.set(NOW);
  });

  test("are given back by asking for none, and changed by the same id", async () => {
    const { id: pool } = await poolWithReadyCodes(accountId, 5);
    await prepare(pool, "news", 5, { id: "mine" });
    expect(await claim(pool, "welcome", 1)).toEqual({ codes_not_ready: 1 });
    await prepare(pool, "news", 4, { id: "mine" });
    expect(await claim(pool, "welcome", 2)).toEqual({ assigned: 1, not_ready: 1 });
    await prepare(pool, "other", 4, { id: "mine" });
    expect(await claim(pool, "news", 1)).toEqual({ codes_not_ready: 1 });
    expect(await prepare(pool, "other", 0, { id: "mine" })).toMatchObject({
      value: { ready: 0, status: "used" },
    });
    expect(await claim(pool, "welcome", 4)).toEqual({ assigned: 4 });
  });

  test("keep within a limit: more is refused, and other campaigns are told what is left beside them", async () => {
    const { id: pool } = await poolWithReadyCodes(accountId, 3, { limit: 10 });
    expect(await prepare(pool, "news", 11)).toMatchObject({
      refusal: { code: "invalid_request", errors: [{ path: "quantity" }] },
    });
    await prepare(pool, "news", 6);
    expect(await prepare(pool, "more", 5)).toMatchObject({ refusal: { code: "invalid_request" } });
    expect(await claim(pool, "welcome", 6)).toEqual({ not_ready: 4, exhausted: 2 });
    expect(await claim(pool, "news", 12)).toEqual({ assigned: 3, not_ready: 7, exhausted: 2 });
    await mintCodes(await poolOf(pool), 7);
    expect(await claim(pool, "welcome", 6)).toEqual({ assigned: 4, exhausted: 2 });
    expect(await claim(pool, "news", 6)).toEqual({ assigned: 3, exhausted: 3 });
    await expectCountsEqualRows(pool);
  });

  test("of a static pool are what is there; other campaigns find it exhausted, or get the fixed code", async () => {
    const pool = await poolWithCodes(accountId, codesNamed("STATIC", 5));
    expect(await prepare(pool, "news", 8)).toMatchObject({
      value: { ready: 5, pending: 3, readyAt: null, status: "preparing" },
    });
    expect(await claim(pool, "welcome", 2)).toEqual({ exhausted: 2 });
    expect(await claim(pool, "news", 2)).toEqual({ assigned: 2 });
    await addCodes(accountId, pool, codesNamed("MORE", 4));
    expect(await claim(pool, "welcome", 2)).toEqual({ assigned: 1, exhausted: 1 });
    expect(await claim(pool, "news", 7)).toEqual({ assigned: 6, exhausted: 1 });
    await expectCountsEqualRows(pool);
  });

  test("are listed open ones first, then the last three that reserve nothing, and never those taken back", async () => {
    const { id: pool } = await poolWithReadyCodes(accountId, 10, { limit: 12 });
    await prepare(pool, "taken-back", 2);
    await prepare(pool, "taken-back", 0);
    for (const [minute, name] of ["one", "two", "three", "four"].entries()) {
      await clock.set(`2027-03-01T09:0${minute + 1}:00.000Z`);
      await prepare(pool, name, 1);
      await claim(pool, name, 1);
    }
    await prepare(pool, "news", 8);
    expect(await claim(pool, "welcome", 2)).toEqual({ exhausted: 2 });
    const listed = await listPreparations(pool);
    expect(listed.map(({ id, status }) => `${id} ${status}`)).toEqual([
      "news preparing",
      "four used",
      "three used",
      "two used",
    ]);
    // A limit that is lowered leaves less than was prepared.
    await database().prisma.pool.update({ where: { id: pool }, data: { limit: 9 } });
    expect(await listPreparations(pool)).toMatchObject([{ id: "news", short: 3 }, {}, {}, {}]);
    await clock.set(NOW);
  });

  test("of codes that last for days are expected soon where those of today will do, else on their day", async () => {
    const { id: pool } = await newDynamicPool(accountId, { validDays: 7 });
    const today = new Date("2027-03-01T20:00:00Z");
    const later = new Date("2027-03-12T06:00:00Z");
    const soon = { readyAt: afterCodes(250) };
    expect(await prepare(pool, "today", 250, { by: today })).toMatchObject({ value: soon });
    expect(await prepare(pool, "later", 250, { by: later })).toMatchObject({
      value: { readyAt: later.toISOString() },
    });
    expect(await listPreparations(pool)).toMatchObject([
      { id: "today", isDue: true, ...soon },
      { id: "later", isDue: false, readyAt: later.toISOString() },
    ]);
  });

  test("of a pool that cannot make codes are expected at no time", async () => {
    const { id: pool } = await poolWithReadyCodes(accountId, 1);
    await prepare(pool, "news", 5);
    expect(await listPreparations(pool)).toMatchObject([{ readyAt: expect.any(String) }]);
    await database().prisma.pool.update({ where: { id: pool }, data: { unavailableReason: "store_full" } });
    expect(await listPreparations(pool)).toMatchObject([{ status: "preparing", readyAt: null }]);
  });

  test("are refused for a pool that is archived or cannot hand out codes", async () => {
    const broken = await newDynamicPool(accountId, { unavailableReason: "discount_ended" });
    expect(await prepare(broken.id, "news", 1)).toMatchObject({
      refusal: { code: "pool_unavailable", reason: "discount_ended" },
    });
    const archived = await newDynamicPool(accountId);
    await archivePool({ accountId, poolId: archived.id, actor: "test" });
    expect(await prepare(archived.id, "news", 1)).toMatchObject({ refusal: { code: "pool_archived" } });
    expect(await prepare("nowhere", "news", 1)).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("two preparations of one campaign are claimed one after the other", async () => {
    const { id: pool } = await poolWithReadyCodes(accountId, 10);
    await prepare(pool, "news", 3, { id: "a" });
    await prepare(pool, "news", 4, { id: "b", by: new Date("2027-03-05T00:00:00Z") });
    expect(await claim(pool, "news", 5)).toEqual({ assigned: 5 });
    expect(await listPreparations(pool)).toMatchObject([
      { id: "b", claimed: 2, ready: 2, status: "ready" },
      { id: "a", claimed: 3, ready: 0, status: "used" },
    ]);
    expect(await claim(pool, "welcome", 5)).toEqual({ assigned: 3, not_ready: 2 });
  });
});

test("a live campaign is listed for whoever archives its pool, and has the buffer filled before its first claim", async () => {
  const pool = await newDynamicPool(accountId);
  const announce = (status: "live" | "off") =>
    announceCampaign({
      accountId,
      actor: "test",
      pool: pool.id,
      campaignId: "welcome",
      name: "Welcome",
      type: "automation",
      status,
    });
  expect(await announce("live")).toEqual({
    ok: true,
    value: {
      id: "welcome",
      pool: pool.id,
      name: "Welcome",
      type: "automation",
      status: "live",
      updatedAt: NOW,
    },
  });
  expect(await database().prisma.pool.findUnique({ where: { id: pool.id } })).toMatchObject({
    replenishQueued: true,
  });
  expect(await listLiveCampaigns(pool.id)).toEqual([{ id: "welcome", name: "Welcome", type: "automation" }]);
  await announce("off");
  expect(await listLiveCampaigns(pool.id)).toEqual([]);
  await archivePool({ accountId, poolId: pool.id, actor: "test" });
  expect(await announce("live")).toMatchObject({ refusal: { code: "pool_archived" } });
  expect(await announce("off")).toMatchObject({ ok: true });
});

async function poolOf(id: string) {
  const { templateId } = await database().prisma.pool.findUniqueOrThrow({ where: { id } });
  const template = await database().prisma.template.findUniqueOrThrow({ where: { id: templateId ?? "" } });
  return { id, accountId, storeId: template.storeId, templateId: template.id };
}
