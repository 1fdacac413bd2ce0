import { beforeEach, describe, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { type Offer, offerSchema } from "#app/platforms/offer.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { endGroups } from "#app/replenishment/delete-ended.server.ts";
import { keepEdit } from "#app/replenishment/keep-edit.server.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { restoreOffer } from "#app/replenishment/restore-offer.server.ts";
import { updateGroups } from "#app/replenishment/update-groups.server.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import type { GroupEdit } from "#app/templates/template-view.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";
import {
  type PretendDiscount,
  type PretendPlatform,
  pretendPlatform,
} from "#test/support/pretend-platform.ts";
import { newPool, newTemplate, type ReplenishedPool, workOn } from "#test/support/replenished-pool.ts";

// Discounts of ours that somebody edits in the shop's own admin.

freshDatabase();

const VALID_DAYS = 7;
const TWENTY_FIVE: Offer["reward"] = {
  kind: "amount_off",
  value: { kind: "percentage", percent: 25 },
  items: { kind: "all" },
};

let platform: PretendPlatform;
let pool: ReplenishedPool;

beforeEach(async () => {
  platform = pretendPlatform(Math.random);
  const accountId = await newAccount();
  pool = await newPool(accountId, await newTemplate(accountId), { validDays: VALID_DAYS });
  await fill();
});

const template = () => ({ accountId: pool.accountId, templateId: pool.templateId, actor: "Ada" });
const check = async () => await checkStore({ ...workOn(platform), storeId: pool.storeId });
const carry = async () => await updateGroups({ ...workOn(platform), templateId: pool.templateId });
const row = async () => await database().prisma.pool.findUniqueOrThrow({ where: { id: pool.id } });

async function fill(): Promise<void> {
  await replenishPool({ poolId: pool.id });
  await mintStore({ ...workOn(platform), storeId: pool.storeId });
}

let keys = 0;
async function claim() {
  keys += 1;
  const answer = await claimCodes(
    claimRequest({
      accountId: pool.accountId,
      pool: pool.id,
      campaign: { id: "campaign", type: "automation" },
      recipients: [{ key: `key-${keys}`, contact: `contact-${keys}` }],
    }),
  );
  if (!answer.ok) throw new Error(answer.refusal.detail);
  const [first] = answer.value.claims;
  if (!first) throw new Error("No answer.");
  return first;
}

/** The discount that was made first. */
function discount(): PretendDiscount {
  const [first] = platform.discounts.values();
  if (!first) throw new Error("There is no discount.");
  return first;
}

async function edits(): Promise<(GroupEdit | null)[]> {
  const found = await getTemplate(template());
  if (!found.ok) throw new Error(found.refusal.detail);
  return found.value.groups.map(({ edit }) => edit);
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

test("a discount that is as we made it is no edit, whoever looks however often", async () => {
  await check();
  await check();
  expect(await edits()).toEqual([null]);
  expect(platform.calls.get("updateDiscount")).toBeUndefined();
});

describe("another value or other conditions", () => {
  beforeEach(async () => {
    const { offer } = discount();
    discount().offer = {
      ...offer,
      reward: TWENTY_FIVE,
      minimum: { kind: "subtotal", amount: 50 },
      combinesWith: { ...offer.combinesWith, shipping: true },
      usesPerCode: null,
    };
    await check();
  });

  test("are told field by field, and codes go on being handed out", async () => {
    expect(await edits()).toEqual([
      expect.objectContaining({
        parts: ["value", "minimum", "usesPerCode", "combinesWith"],
        unsayable: [],
        end: null,
        words: expect.arrayContaining(["25% off the order.", "For orders from $50.00."]),
      }),
    ]);
    expect(await row()).toMatchObject({ unavailableReason: null });
    expect(await claim()).toMatchObject({ outcome: "assigned" });
    expect(platform.calls.get("updateDiscount")).toBeUndefined();
  });

  test("are taken back in the shop when the merchant says so, once", async () => {
    expect(await restoreOffer({ ...template(), accountId: "acc_other" })).toMatchObject({ ok: false });
    expect(await restoreOffer(template())).toMatchObject({ ok: true });
    await carry();
    expect(discount().offer).toMatchObject({ usesPerCode: 1, minimum: { kind: "none" } });
    expect(await edits()).toEqual([null]);
    await check();
    await carry();
    expect(await edits()).toEqual([null]);
    expect(platform.calls.get("updateDiscount")).toBe(1);
  });

  test("become the template's when the merchant keeps them", async () => {
    const kept = await keepEdit({ ...template(), offerProblems: () => [] });
    expect(kept).toMatchObject({
      ok: true,
      value: { offer: { reward: TWENTY_FIVE, usesPerCode: null, endsAt: null }, offerVersion: 2 },
    });
    await carry();
    await check();
    expect(await edits()).toEqual([null]);
    expect(discount().offer).toMatchObject({
      reward: TWENTY_FIVE,
      minimum: { kind: "subtotal", amount: 50 },
    });
  });

  test("that the platform of the template cannot express are not kept, and stay a question", async () => {
    const offerProblems = () => [{ path: "minimum", message: "No minimum." }];
    expect(await keepEdit({ ...template(), offerProblems })).toMatchObject({ ok: false });
    expect(await edits()).toEqual([expect.objectContaining({ end: null })]);
  });

  test("taken back by hand are a question no longer", async () => {
    discount().offer = offerSchema.parse({ ...discount().offer, reward: (await current()).reward });
    Object.assign(discount().offer, { minimum: { kind: "none" }, usesPerCode: 1 });
    discount().offer.combinesWith = { product: false, order: false, shipping: false };
    await check();
    expect(await edits()).toEqual([null]);
  });
});

async function current(): Promise<Offer> {
  const found = await getTemplate(template());
  if (!found.ok || !found.value.offer) throw new Error("There is no offer.");
  return found.value.offer;
}

describe("an end", () => {
  test("that was moved forward: its codes are handed out no longer, and others are made that last long enough", async () => {
    const told = await claim();
    discount().endsAt = inDays(2);
    await check();
    expect(await edits()).toEqual([expect.objectContaining({ parts: [], end: "earlier" })]);
    await expect(claim()).rejects.toThrow(/Codes are being made/);
    await fill();
    expect(platform.discounts.size).toBe(2);
    const after = await claim();
    expect(after).toMatchObject({ outcome: "assigned", expiresAt: told.expiresAt });
    await expectCountsEqualRows(pool.id);
    // What was told stays told.
    const { rows } = await database().pool.query("select expires_at as end from codes where code = $1", [
      told.code,
    ]);
    expect(rows).toEqual([{ end: new Date(told.expiresAt ?? "") }]);
  });

  test("that was moved forward and is restored: codes that were sent work as long as they were told", async () => {
    const told = await claim();
    discount().endsAt = inDays(2);
    await check();
    await restoreOffer(template());
    await carry();
    expect(discount().endsAt).toBe(told.expiresAt);
    await check();
    expect(await edits()).toEqual([null]);
    expect(await claim()).toMatchObject({ outcome: "assigned", expiresAt: told.expiresAt });
    await expectCountsEqualRows(pool.id);
  });

  test("that was moved forward is restored beside the group that took its place", async () => {
    const told = await claim();
    discount().endsAt = inDays(2);
    await check();
    await expect(claim()).rejects.toThrow(/Codes are being made/);
    await fill();
    await restoreOffer(template());
    await carry();
    expect(new Set([...platform.discounts.values()].map(({ endsAt }) => endsAt))).toEqual(
      new Set([told.expiresAt]),
    );
    await check();
    await check();
    expect(await edits()).toEqual([null, null]);
    await expectCountsEqualRows(pool.id);
  });

  test("that was moved forward and has passed can still be restored, and says nothing of the discount in its place", async () => {
    const told = await claim();
    discount().endsAt = inDays(2);
    await check();
    await expect(claim()).rejects.toThrow(/Codes are being made/);
    await fill();
    const past = new Date(Date.now() - 1_000).toISOString();
    Object.assign(discount(), { endsAt: past, status: "expired" });
    await database().pool.query(
      "update groups set ends_at = $1::text::timestamptz, shop_edit = jsonb_set(shop_edit, '{endsAt}', to_jsonb($1::text)) where own_ends_at is not null",
      [past],
    );
    await endGroups(pool.storeId);
    await check();
    expect(await edits()).toEqual([expect.objectContaining({ end: "earlier" }), null]);
    expect(await claim()).toMatchObject({ outcome: "assigned" });
    const found = await getTemplate(template());
    expect(found).toMatchObject({ ok: true, value: { platformStatus: "working" } });
    await restoreOffer(template());
    await carry();
    expect(discount().endsAt).toBe(told.expiresAt);
    discount().status = "active";
    await check();
    expect(await edits()).toEqual([null, null]);
  });

  test("that was moved away or removed harms nobody: told, and kept or restored as the merchant says", async () => {
    const own = discount().endsAt;
    discount().endsAt = null;
    await check();
    expect(await edits()).toEqual([expect.objectContaining({ parts: [], end: "removed" })]);
    expect(await claim()).toMatchObject({ outcome: "assigned", expiresAt: own });
    expect(await keepEdit({ ...template(), offerProblems: () => [] })).toMatchObject({ ok: true });
    await check();
    expect(await edits()).toEqual([null]);
    discount().endsAt = inDays(100);
    await check();
    expect(await edits()).toEqual([expect.objectContaining({ end: "later" })]);
    await restoreOffer(template());
    await carry();
    expect(discount().endsAt).toBe(own);
    await check();
    expect(await edits()).toEqual([null]);
  });

  test("of an offer without days that was moved too near: no codes are made that nobody could get", async () => {
    pool = await newPool(pool.accountId, await newTemplate(pool.accountId));
    platform = pretendPlatform(Math.random);
    await fill();
    discount().endsAt = new Date(Date.now() + 10 * 60_000).toISOString();
    await check();
    for (let round = 0; round < 3; round += 1) await fill();
    expect(await row()).toMatchObject({ unavailableReason: "discount_ended", available: 0, added: 250 });
    await restoreOffer(template());
    await carry();
    await fill();
    expect(await row()).toMatchObject({ unavailableReason: null, available: 250 });
    expect(await claim()).toMatchObject({ outcome: "assigned", expiresAt: null });
  });
});

test("a shop that no longer lets us read what segments there are goes on working", async () => {
  platform.readOffer = async () => ({
    ok: false,
    failure: { kind: "unreachable", reason: "scopes_missing", detail: "read_customers" },
  });
  await check();
  expect(await row()).toMatchObject({ unavailableReason: null });
  expect(await claim()).toMatchObject({ outcome: "assigned" });
});

test("an edit of the template that is on its way to the shop is nobody's edit there", async () => {
  await database().prisma.template.update({
    where: { id: pool.templateId },
    data: { offer: { ...(await current()), reward: TWENTY_FIVE }, offerVersion: 2 },
  });
  await check();
  expect(await edits()).toEqual([null]);
  await carry();
  await check();
  expect(await edits()).toEqual([null]);
});

test("a discount that is switched off in the shop is shown so, not as live", async () => {
  discount().status = "expired";
  await check();
  const off = await getTemplate(template());
  expect(off.ok && off.value.groups).toMatchObject([{ state: "live", platformStatus: "inactive" }]);
  discount().status = "active";
  await check();
  const on = await getTemplate(template());
  expect(on.ok && on.value.groups).toMatchObject([{ platformStatus: "working" }]);
});
