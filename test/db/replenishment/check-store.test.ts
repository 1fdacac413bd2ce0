import { beforeEach, describe, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { offerSchema } from "#app/platforms/offer.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { endGroups } from "#app/replenishment/delete-ended.server.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { remakeDiscount } from "#app/replenishment/remake-discount.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { updateGroups, updateProgress } from "#app/replenishment/update-groups.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { addCodes, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";
import {
  type PretendDiscount,
  type PretendPlatform,
  pretendPlatform,
} from "#test/support/pretend-platform.ts";
import {
  newPool,
  newTemplate,
  type ReplenishedPool,
  TEN_PERCENT,
  workOn,
} from "#test/support/replenished-pool.ts";

freshDatabase();

let platform: PretendPlatform;
let pool: ReplenishedPool;

beforeEach(async () => {
  platform = pretendPlatform(Math.random);
  const accountId = await newAccount();
  pool = await newPool(accountId, await newTemplate(accountId));
  await fill();
});

async function fill(): Promise<void> {
  await replenishPool({ poolId: pool.id });
  await mintStore({ ...workOn(platform), storeId: pool.storeId });
}
const check = async () => await checkStore({ ...workOn(platform), storeId: pool.storeId });
const row = async () => await database().prisma.pool.findUniqueOrThrow({ where: { id: pool.id } });
const claim = async (key: string) =>
  await claimCodes(
    claimRequest({
      accountId: pool.accountId,
      pool: pool.id,
      campaign: { id: "campaign", type: "automation" },
      recipients: [{ key, contact: key }],
    }),
  );
function discount(): PretendDiscount {
  const [first] = platform.discounts.values();
  if (!first) throw new Error("There is no discount.");
  return first;
}

test("a look at a store in which all is well changes nothing, there or here", async () => {
  const before = await row();
  expect(await check()).toEqual([{ poolId: pool.id, looked: 3, refused: [] }]);
  expect(await row()).toMatchObject({ available: before.available, unavailableReason: null });
  expect(platform.calls.get("updateDiscount")).toBeUndefined();
});

describe("a discount of ours", () => {
  test("switched off: the pool stops and says so; switched on again: it goes on", async () => {
    discount().status = "expired";
    await check();
    expect(await row()).toMatchObject({ unavailableReason: "discount_inactive", stock: "unavailable" });
    expect(await claim("first")).toMatchObject({ ok: false, refusal: { code: "pool_unavailable" } });
    const { platformStatus } = await database().prisma.template.findUniqueOrThrow({
      where: { id: pool.templateId },
    });
    expect(platformStatus).toBe("inactive");
    discount().status = "active";
    await check();
    expect(await row()).toMatchObject({ unavailableReason: null, replenishQueued: true });
    expect(await claim("first")).toMatchObject({ ok: true });
  });

  test("ended before its time: somebody switched it off in the shop, where it is switched on", async () => {
    Object.assign(discount(), { status: "expired", endsAt: "2026-01-02T00:00:00Z" });
    await check();
    expect(await row()).toMatchObject({ unavailableReason: "discount_inactive" });
  });

  test("deleted: its ready codes are gone with it, and it is made again only when the merchant says so", async () => {
    const { id } = discount();
    await platform.deleteDiscount(id);
    await check();
    expect(await row()).toMatchObject({ unavailableReason: "discount_deleted", available: 0 });
    await fill();
    expect(platform.discounts.size).toBe(0);
    const template = { accountId: pool.accountId, templateId: pool.templateId };
    expect(await remakeDiscount({ ...template, accountId: "acc_other" })).toMatchObject({ ok: false });
    expect(await remakeDiscount(template)).toMatchObject({ ok: true, value: { platformStatus: "working" } });
    await fill();
    expect(await row()).toMatchObject({ unavailableReason: null, available: 250 });
    expect(platform.discounts.size).toBe(1);
    await expectCountsEqualRows(pool.id);
  });

  test("an edit of the template reaches every live discount; what is refused is told, and tried again", async () => {
    const { prisma } = database();
    await prisma.template.update({
      where: { id: pool.templateId },
      data: { name: "Twenty percent", offerVersion: 2 },
    });
    platform.refusal = "Percentage must be at most 100.";
    await updateGroups({ ...workOn(platform), templateId: pool.templateId });
    expect(await updateProgress(pool.templateId)).toMatchObject({
      groups: 1,
      updated: 0,
      refusals: [{ sentence: "Percentage must be at most 100." }],
    });
    // A look at the discount, which works as it was, takes nothing back.
    await check();
    expect(await updateProgress(pool.templateId)).toMatchObject({ refusals: [{}] });
    platform.refusal = null;
    await updateGroups({ ...workOn(platform), templateId: pool.templateId });
    expect(await updateProgress(pool.templateId)).toEqual({ groups: 1, updated: 1, refusals: [] });
    expect(discount().title).toMatch(/^Twenty percent · /);
  });

  test("an offer's end that is edited is the end of its ready codes; those handed out keep what they were told", async () => {
    const { prisma } = database();
    const told = await claim("before");
    const end = new Date(Date.now() + 10 * 86_400_000);
    await prisma.template.update({
      where: { id: pool.templateId },
      data: { offer: offerSchema.parse({ ...TEN_PERCENT, endsAt: end.toISOString() }), offerVersion: 2 },
    });
    await updateGroups({ ...workOn(platform), templateId: pool.templateId });
    expect(discount().endsAt).toBe(end.toISOString());
    const after = await claim("after");
    expect(told.ok && told.value.claims[0]?.expiresAt).toBeNull();
    expect(after.ok && after.value.claims[0]?.expiresAt).toBe(end.toISOString());
    await expectCountsEqualRows(pool.id);
  });
});

describe("a discount of the merchant's", () => {
  beforeEach(async () => {
    const { prisma } = database();
    const id = newId("template");
    const merchants = { ...discount(), id: "merchants-own", title: "Summer", tag: "", isOurs: false };
    platform.discounts.set(merchants.id, merchants);
    await prisma.template.create({
      data: {
        id,
        accountId: pool.accountId,
        storeId: pool.storeId,
        name: "Summer",
        source: "existing",
        discountId: merchants.id,
        offer: { endsAt: null },
      },
    });
    pool = await newPool(pool.accountId, id);
    await fill();
  });

  test("is used as it is: no other is made", async () => {
    expect(await row()).toMatchObject({ available: 250 });
    expect(platform.discounts.size).toBe(2);
    expect(
      [...platform.codes.values()].filter(({ discountId }) => discountId === "merchants-own"),
    ).toHaveLength(250);
  });

  test("has its end edited: ready codes end with it", async () => {
    const end = new Date(Date.now() + 5 * 86_400_000).toISOString();
    const found = platform.discounts.get("merchants-own");
    if (found) found.endsAt = end;
    await check();
    const answer = await claim("later");
    expect(answer.ok && answer.value.claims[0]?.expiresAt).toBe(end);
  });

  test.each([
    [
      "ends",
      "discount_ended",
      (found: PretendDiscount) => Object.assign(found, { endsAt: "2026-01-02T00:00:00Z", status: "expired" }),
    ],
    [
      "is switched off",
      "discount_inactive",
      (found: PretendDiscount) => Object.assign(found, { status: "expired" }),
    ],
    [
      "is yet to begin",
      "discount_scheduled",
      (found: PretendDiscount) => Object.assign(found, { status: "scheduled" }),
    ],
  ])("%s: its pools stop with the reason", async (_, reason, change) => {
    const found = platform.discounts.get("merchants-own");
    if (found) change(found);
    await check();
    expect(await row()).toMatchObject({ unavailableReason: reason });
  });

  test("ended and is given a later end: its pools go on, and are replenished under it", async () => {
    const found = platform.discounts.get("merchants-own");
    if (!found) throw new Error("There is no discount.");
    Object.assign(found, { endsAt: "2026-01-02T00:00:00Z" });
    await check();
    expect(await row()).toMatchObject({ unavailableReason: "discount_ended" });
    await endGroups(pool.storeId);
    const end = new Date(Date.now() + 5 * 86_400_000).toISOString();
    Object.assign(found, { endsAt: end });
    await check();
    expect(await row()).toMatchObject({ unavailableReason: null });
    await fill();
    expect(await row()).toMatchObject({ available: 250, pending: 0 });
    const answer = await claim("later");
    expect(answer.ok && answer.value.claims[0]?.expiresAt).toBe(end);
    await expectCountsEqualRows(pool.id);
  });

  test("ended while the store was out of reach: its pools stay closed throughout", async () => {
    platform.outOfReach = "reconnect_needed";
    await check();
    const found = platform.discounts.get("merchants-own");
    if (found) found.status = "expired";
    platform.outOfReach = null;
    const { findDiscount } = platform;
    const reasons: (string | null)[] = [];
    platform.findDiscount = async (reference) => {
      reasons.push((await row()).unavailableReason);
      return await findDiscount(reference);
    };
    await check();
    expect(reasons[0]).toBe("reconnect_needed");
    expect(reasons).not.toContain(null);
    expect(await row()).toMatchObject({ unavailableReason: "discount_inactive" });
  });

  test("is deleted: its pools stop for good", async () => {
    platform.discounts.delete("merchants-own");
    await check();
    expect(await row()).toMatchObject({ unavailableReason: "discount_deleted" });
    await check();
    expect(await row()).toMatchObject({ unavailableReason: "discount_deleted" });
  });
});

test("a look that the platform refuses takes no ready code out", async () => {
  const { findCodes } = platform;
  const before = (await row())?.available;
  platform.findCodes = async () => ({
    ok: false,
    failure: { kind: "refused", detail: "Not this question.", errors: [] },
  });
  await check();
  platform.findCodes = findCodes;
  expect((await row())?.available).toBe(before);
});

test("ready codes that are missing in the shop are found by one of them and taken out before somebody gets one", async () => {
  for (const key of [...platform.codes.keys()].slice(0, 200)) platform.codes.delete(key);
  for (let look = 0; look < 6; look += 1) await check();
  expect(await row()).toMatchObject({ available: 50, rejected: 200 });
  const answer = await claim("first");
  const code = answer.ok ? answer.value.claims[0]?.code : "";
  expect(platform.codes.has(code?.toLowerCase() ?? "")).toBe(true);
  await expectCountsEqualRows(pool.id);
});

test("uploaded codes that the checkout would refuse are reported and left alone", async () => {
  const id = await poolWithCodes(pool.accountId, []);
  await addCodes(pool.accountId, id, ["STATIC-ONE"]);
  const found = await check();
  expect(found).toContainEqual({ poolId: id, looked: 1, refused: ["STATIC-ONE"] });
  expect(await database().prisma.pool.findUniqueOrThrow({ where: { id } })).toMatchObject({ available: 1 });
});

test("a store that is back in reach has its pools back, and what was left lying is minted", async () => {
  platform.outOfReach = "shop_frozen";
  await check();
  expect(await row()).toMatchObject({ unavailableReason: "shop_frozen" });
  platform.outOfReach = null;
  await check();
  expect(await row()).toMatchObject({ unavailableReason: null });
});
