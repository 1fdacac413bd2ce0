import { beforeAll, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import type { DiscountSummary } from "#app/platforms/discount-platform.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { createDynamicPool } from "#app/pools/create-dynamic-pool.server.ts";
import { editDynamicPool } from "#app/pools/edit-dynamic-pool.server.ts";
import { listPools } from "#app/pools/list-pools.server.ts";
import type { DynamicPoolSettingsInput } from "#app/pools/pool-settings.ts";
import { dynamicPoolSettingsSchema } from "#app/pools/pool-settings.ts";
import { unarchivePool } from "#app/pools/unarchive-pool.server.ts";
import { noticeStarts } from "#app/replenishment/notice-starts.server.ts";
import { archiveTemplate } from "#app/templates/archive-template.server.ts";
import { createTemplate, type TemplateInput } from "#app/templates/create-template.server.ts";
import { editTemplate } from "#app/templates/edit-template.server.ts";
import type { TemplateDetail } from "#app/templates/template-view.ts";
import { unarchiveTemplate } from "#app/templates/unarchive-template.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { type DynamicPool, mintCodes, settleCodes, writeCodes } from "#test/support/dynamic-pool.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";

freshDatabase();

const actor = "Ada";
const offerProblems = () => [];
let accountId: string;
let storeId: string;

beforeAll(async () => {
  accountId = await newAccount();
  storeId = (await database().prisma.store.findFirstOrThrow({ where: { accountId } })).id;
});

const OFFER = {
  reward: { kind: "amount_off", value: { kind: "percentage", percent: 10 }, items: { kind: "all" } },
  startsAt: "2026-01-01T00:00:00Z",
} as const;
const SUMMER: DiscountSummary = {
  id: "gid://shopify/DiscountCodeNode/1",
  title: "Summer",
  kind: "basic",
  value: "10% off the order",
  conditions: [],
  status: "active",
  startsAt: OFFER.startsAt,
  endsAt: null,
  usesPerCode: 1,
  oncePerCustomer: false,
  codesCount: 1,
};

async function template(
  input: TemplateInput = { source: "described", name: "Ten percent", offer: OFFER },
): Promise<TemplateDetail> {
  const created = await createTemplate({ accountId, storeId, actor, input, offerProblems });
  if (!created.ok) throw new Error(JSON.stringify(created.refusal));
  return created.value;
}

let count = 0;
async function pool(
  templateId: string,
  more: Partial<DynamicPoolSettingsInput> = {},
): Promise<{ settings: DynamicPoolSettingsInput; pool: DynamicPool }> {
  count += 1;
  const handle = `pool-${count}`;
  const settings = {
    name: handle,
    handle,
    templateId,
    codeFormat: { prefix: "Q-" },
    waitMilliseconds: 0,
    ...more,
  };
  const created = await createDynamicPool({ accountId, actor, settings });
  if (!created.ok) throw new Error(JSON.stringify(created.refusal));
  return { settings, pool: { id: created.value.id, accountId, storeId, templateId } };
}

const row = (id: string) => database().prisma.pool.findUniqueOrThrow({ where: { id } });
const wasted = async (poolId: string) =>
  await database().prisma.code.count({ where: { poolId, state: "expired", wastedAt: { not: null } } });

async function claim(poolId: string) {
  return await claimCodes({
    accountId,
    clientId: newId("api_client"),
    broadcastAllowed: true,
    pool: poolId,
    campaign: { id: "c", type: "automation" },
    mode: "live",
    recipients: [{ key: `key-${poolId}`, contact: "a@b.c" }],
  });
}

test("a code with the old expiry is never handed out once the expiry is another", async () => {
  const { settings, pool: made } = await pool((await template()).id);
  await mintCodes(made, 3);
  const { batchIds } = await writeCodes(made, 2);
  const edited = await editDynamicPool({
    accountId,
    actor,
    poolId: made.id,
    settings: { ...settings, validDays: 7 },
  });
  expect(edited.ok).toBe(true);
  expect(await row(made.id)).toMatchObject({ available: 0, pending: 2, expired: 3, replenishQueued: true });
  expect(await claim(made.id)).toMatchObject({ ok: false });
  // What was under way arrives, and is wasted, too.
  for (const batchId of batchIds) await settleCodes(batchId);
  expect(await row(made.id)).toMatchObject({ available: 0, pending: 0, expired: 5 });
  expect(await wasted(made.id)).toBe(5);
});

test("an edit that leaves the expiry alone leaves the codes alone", async () => {
  const { settings, pool: made } = await pool((await template()).id);
  await mintCodes(made, 3);
  const changed = { ...settings, name: "Other", expiryPrecision: "week" } as const;
  await editDynamicPool({ accountId, actor, poolId: made.id, settings: changed });
  expect(await row(made.id)).toMatchObject({ name: "Other", available: 3, expired: 0 });
});

test("a lower limit wastes what it no longer leaves, ready or under way", async () => {
  const { settings, pool: made } = await pool((await template()).id);
  await mintCodes(made, 100);
  const { batchIds } = await writeCodes(made, 50);
  await editDynamicPool({ accountId, actor, poolId: made.id, settings: { ...settings, limit: 120 } });
  expect(await row(made.id)).toMatchObject({ available: 70, pending: 50 });
  await editDynamicPool({ accountId, actor, poolId: made.id, settings: { ...settings, limit: 10 } });
  expect(await row(made.id)).toMatchObject({ available: 10, pending: 50 });
  for (const batchId of batchIds) await settleCodes(batchId);
  expect(await row(made.id)).toMatchObject({ available: 10, pending: 0, expired: 140 });
  expect(await claim(made.id)).toMatchObject({ ok: true });
});

test("a pool of a discount that has not started waits, and its start is noticed", async () => {
  const scheduled = { ...SUMMER, status: "scheduled", startsAt: "2099-01-01T00:00:00Z" } as const;
  const made = await template({ source: "existing", name: "Spring", discount: scheduled });
  expect(made.platformStatus).toBe("scheduled");
  const { pool: waiting } = await pool(made.id);
  await mintCodes(waiting, 1);
  expect(await claim(waiting.id)).toMatchObject({
    ok: false,
    refusal: { code: "pool_unavailable", reason: "discount_scheduled" },
  });
  const checks = () => database().pool.query("select from pgboss.job where name = 'check-store'");
  const { rowCount: before } = await checks();
  await noticeStarts(storeId);
  expect((await checks()).rowCount).toBe(before);
  await database().pool.query(
    `update templates set offer = offer || '{"startsAt": "2026-01-01T00:00:00Z"}' where id = $1`,
    [made.id],
  );
  await noticeStarts(storeId);
  expect((await checks()).rowCount).toBe((before ?? 0) + 1);
});

test("the dates of an offer say what a new template is", async () => {
  const offers = [
    [{ ...OFFER, startsAt: "2099-01-01T00:00:00Z" }, "scheduled"],
    [{ ...OFFER, endsAt: "2026-01-02T00:00:00Z" }, "ended"],
    [OFFER, "working"],
  ] as const;
  for (const [offer, platformStatus] of offers)
    expect(await template({ source: "described", name: "T", offer })).toMatchObject({ platformStatus });
});

test("a pool is not restored while its template is archived, and fills up once it is", async () => {
  const { id: templateId } = await template();
  const { pool: made } = await pool(templateId);
  await archivePool({ accountId, actor, poolId: made.id });
  await database().pool.query("update pools set replenish_queued = false where id = $1", [made.id]);
  await archiveTemplate({ accountId, actor, templateId });
  const restore = () => unarchivePool({ accountId, actor, poolId: made.id });
  expect(await restore()).toMatchObject({ ok: false, refusal: { code: "invalid_request" } });
  const restored = await unarchiveTemplate({ accountId, actor, templateId });
  expect(restored).toMatchObject({ ok: true, value: { archivedAt: null } });
  expect(await restore()).toMatchObject({ ok: true, value: { archivedAt: null } });
  expect(await row(made.id)).toMatchObject({ replenishQueued: true });
});

test("the kind of an offer stays", async () => {
  const { id: templateId } = await template();
  const input = { name: "T", offer: { ...OFFER, reward: { kind: "free_shipping" as const } } };
  expect(await editTemplate({ accountId, actor, templateId, offerProblems, input })).toMatchObject({
    ok: false,
    refusal: {
      errors: [{ path: "offer.reward.kind", message: expect.stringContaining("duplicate the template") }],
    },
  });
});

test("a discount that was made for a template is no discount of the merchant's own", async () => {
  const made = await template({ source: "described", name: "Autumn", offer: OFFER });
  const { pool: user } = await pool(made.id);
  const { groupId } = await writeCodes(user, 1);
  const discountId = "gid://shopify/DiscountCodeNode/77";
  await database().prisma.group.update({ where: { id: groupId }, data: { discountId } });
  const input = { source: "existing", name: "T", discount: { ...SUMMER, id: discountId } } as const;
  expect(await createTemplate({ accountId, storeId, actor, offerProblems, input })).toMatchObject({
    ok: false,
    refusal: { errors: [{ path: "discount", message: expect.stringContaining("Autumn") }] },
  });
});

test("pools are listed by what is left of their limit, unlimited ones last; those that do not work need attention first", async () => {
  const { id: templateId } = await template();
  const { pool: many } = await pool(templateId, { limit: 1_000, handle: "sort-many" });
  const { pool: few } = await pool(templateId, { limit: 20, handle: "sort-few" });
  const { pool: stopped } = await pool(templateId, { handle: "sort-stopped" });
  await mintCodes(many, 5);
  await mintCodes(few, 10);
  await database().prisma.pool.update({
    where: { id: stopped.id },
    data: { unavailableReason: "discount_deleted" },
  });
  const listed = async (sort: "remaining" | "percent" | "attention", direction: "asc" | "desc") => {
    const query = { accountId, search: "sort-", sort, direction, page: 1, pageSize: 20 };
    return (await listPools(query)).pools.map(({ handle }) => handle);
  };
  expect(await listed("remaining", "asc")).toEqual(["sort-few", "sort-many", "sort-stopped"]);
  expect(await listed("remaining", "desc")).toEqual(["sort-many", "sort-few", "sort-stopped"]);
  expect((await listed("percent", "desc")).at(-1)).toBe("sort-stopped");
  expect((await listed("attention", "asc"))[0]).toBe("sort-stopped");
});

test("beyond two weeks codes expire by the week, unless somebody says otherwise", () => {
  const precision = (more: object) =>
    dynamicPoolSettingsSchema.parse({ name: "P", handle: "p", templateId: "t", codeFormat: {}, ...more })
      .expiryPrecision;
  expect(precision({})).toBe("day");
  expect(precision({ validDays: 14 })).toBe("day");
  expect(precision({ validDays: 15 })).toBe("week");
  expect(precision({ validDays: 15, expiryPrecision: "day" })).toBe("day");
});
