import { beforeAll, expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { database } from "#app/db/database.server.ts";
import type { DiscountSummary } from "#app/platforms/discount-platform.ts";
import type { OfferInput } from "#app/platforms/offer.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { createDynamicPool } from "#app/pools/create-dynamic-pool.server.ts";
import { editDynamicPool } from "#app/pools/edit-dynamic-pool.server.ts";
import { archiveTemplate } from "#app/templates/archive-template.server.ts";
import { createTemplate, type TemplateInput } from "#app/templates/create-template.server.ts";
import { duplicateTemplate } from "#app/templates/duplicate-template.server.ts";
import { editTemplate } from "#app/templates/edit-template.server.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import { listEarlierDiscounts } from "#app/templates/list-earlier-discounts.server.ts";
import { listTemplates } from "#app/templates/list-templates.server.ts";
import { retryTemplate } from "#app/templates/retry-template.server.ts";
import type { TemplateDetail } from "#app/templates/template-view.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

const actor = "Ada";
let accountId: string;
let storeId: string;

beforeAll(async () => {
  const store = {
    platform: "shopify",
    domain: "templates.myshopify.com",
    timeZone: "Europe/Amsterdam",
    currency: "EUR",
    actor,
  } as const;
  ({ accountId, storeId } = await connectStore(store));
});

const OFFER: OfferInput = {
  reward: { kind: "amount_off", value: { kind: "percentage", percent: 10 }, items: { kind: "all" } },
  startsAt: "2026-11-24T00:00:00Z",
};
const DISCOUNT: DiscountSummary = {
  id: "gid://shopify/DiscountCodeNode/1",
  title: "Summer",
  kind: "basic",
  value: "10% off the order",
  conditions: ["One use per code"],
  status: "active",
  startsAt: "2026-11-24T00:00:00Z",
  endsAt: null,
  usesPerCode: 1,
  oncePerCustomer: false,
  codesCount: 1,
};

async function template(input: TemplateInput): Promise<TemplateDetail> {
  const created = await createTemplate({ accountId, storeId, actor, input, offerProblems: () => [] });
  if (!created.ok) throw new Error(JSON.stringify(created.refusal));
  return created.value;
}

let pools = 0;
const settings = (templateId: string) => {
  pools += 1;
  return { name: `Pool ${pools}`, handle: `pool-${pools}`, templateId, codeFormat: { prefix: "SAVE-" } };
};

async function jobs(name: string): Promise<number> {
  const { rows } = await database().pool.query<{ count: number }>(
    "select count(*) from pgboss.job where name = $1",
    [name],
  );
  return rows[0]?.count ?? 0;
}

test("every wrong field of an offer is named, what the platform cannot express too", async () => {
  const input: TemplateInput = {
    source: "described",
    name: " ",
    offer: { ...OFFER, endsAt: "2026-11-01T00:00:00Z" },
  };
  const offerProblems = () => [{ path: "minimum", message: "This platform has no minimum here" }];
  const refused = await createTemplate({ accountId, storeId, actor, input, offerProblems });
  expect(refused.ok ? [] : refused.refusal.errors?.map(({ path }) => path).sort()).toEqual([
    "name",
    "offer.endsAt",
    "offer.minimum",
  ]);
});

test("a discount that has ended is no template", async () => {
  const input: TemplateInput = {
    source: "existing",
    name: "Old",
    discount: { ...DISCOUNT, status: "expired" },
  };
  const refused = await createTemplate({ accountId, storeId, actor, input, offerProblems: () => [] });
  expect(refused).toMatchObject({ ok: false, refusal: { errors: [{ path: "discount" }] } });
});

test("a dynamic pool and the job that fills it exist together, in the store's time zone", async () => {
  const { id } = await template({ source: "described", name: "Ten", offer: OFFER });
  const before = await jobs("replenish-pool");
  const created = await createDynamicPool({
    accountId,
    actor,
    settings: { ...settings(id), limit: 100, validDays: 7 },
  });
  expect(created).toMatchObject({
    ok: true,
    value: {
      type: "dynamic",
      limit: 100,
      remaining: 100,
      expiry: { validDays: 7, precision: "day" },
      dynamic: { templateId: id, templateName: "Ten" },
    },
  });
  expect(await jobs("replenish-pool")).toBe(before + 1);
  const row = created.ok
    ? await database().prisma.pool.findUnique({ where: { id: created.value.id } })
    : null;
  expect(row).toMatchObject({ timeZone: "Europe/Amsterdam", replenishQueued: true });
});

test("codes of a merchant's own discount cannot expire by days", async () => {
  const { id } = await template({ source: "existing", name: "Summer", discount: DISCOUNT });
  const refused = await createDynamicPool({ accountId, actor, settings: { ...settings(id), validDays: 7 } });
  expect(refused).toMatchObject({ ok: false, refusal: { errors: [{ path: "validDays" }] } });
  expect(await createDynamicPool({ accountId, actor, settings: settings(id) })).toMatchObject({
    ok: true,
    value: { remaining: null },
  });
});

test("a limit below what is assigned is refused, and the template of a pool stays", async () => {
  const { id } = await template({ source: "described", name: "Limited", offer: OFFER });
  const own = settings(id);
  const created = await createDynamicPool({ accountId, actor, settings: own });
  if (!created.ok) throw new Error("not created");
  const poolId = created.value.id;
  await database().pool.query("update pools set added = 5, assigned = 5 where id = $1", [poolId]);
  const tooLow = await editDynamicPool({ accountId, poolId, actor, settings: { ...own, limit: 4 } });
  expect(tooLow).toMatchObject({ ok: false, refusal: { errors: [{ path: "limit" }] } });
  const other = await template({ source: "described", name: "Other", offer: OFFER });
  const moved = await editDynamicPool({
    accountId,
    poolId,
    actor,
    settings: { ...own, templateId: other.id },
  });
  expect(moved).toMatchObject({ ok: false, refusal: { errors: [{ path: "templateId" }] } });
  expect(await editDynamicPool({ accountId, poolId, actor, settings: { ...own, limit: 5 } })).toMatchObject({
    ok: true,
    value: { remaining: 0, status: "empty" },
  });
});

test("a new offer goes to the platform by a job, the same offer does not", async () => {
  const { id } = await template({ source: "described", name: "Edited", offer: OFFER });
  const request = { accountId, templateId: id, actor, offerProblems: () => [] };
  const before = await jobs("update-groups");
  expect(await editTemplate({ ...request, input: { name: "Edited", offer: OFFER } })).toMatchObject({
    value: { offerVersion: 1 },
  });
  expect(await jobs("update-groups")).toBe(before);
  const better: OfferInput = { ...OFFER, usesPerCode: 2 };
  expect(await editTemplate({ ...request, input: { name: "Edited", offer: better } })).toMatchObject({
    value: { offerVersion: 2 },
  });
  expect(await jobs("update-groups")).toBe(before + 1);
});

test("a template that a pool uses is not archived; a copy is another template", async () => {
  const { id } = await template({ source: "described", name: "In use", offer: OFFER });
  const created = await createDynamicPool({ accountId, actor, settings: { ...settings(id), name: "User" } });
  if (!created.ok) throw new Error("not created");
  const refused = await archiveTemplate({ accountId, templateId: id, actor });
  expect(refused.ok ? "" : refused.refusal.detail).toContain("User");
  expect(await duplicateTemplate({ accountId, templateId: id, actor })).toMatchObject({
    value: { name: "In use (copy)", pools: [] },
  });
  await archivePool({ accountId, poolId: created.value.id, actor });
  expect(await archiveTemplate({ accountId, templateId: id, actor })).toMatchObject({ ok: true });
  const listed = await listTemplates({ accountId, archived: "no" });
  expect(listed.map(({ name }) => name)).not.toContain("In use");
  expect((await listTemplates({ accountId, archived: "yes" })).map(({ name }) => name)).toContain("In use");
  expect(await getTemplate({ accountId: "acc_other", templateId: id })).toMatchObject({
    ok: false,
    refusal: { code: "not_found" },
  });
});

test("an existing template is renamed, and its offer stays the merchant's", async () => {
  const { id } = await template({ source: "existing", name: "Summer", discount: DISCOUNT });
  const request = { accountId, templateId: id, actor, offerProblems: () => [] };
  const before = await jobs("update-groups");
  expect(await editTemplate({ ...request, input: { name: " Late summer " } })).toMatchObject({
    value: { name: "Late summer", summary: { title: "Summer" }, offerVersion: 1 },
  });
  expect(await editTemplate({ ...request, input: { name: " " } })).toMatchObject({
    refusal: { errors: [{ path: "name" }] },
  });
  expect(await jobs("update-groups")).toBe(before);
});

test("an offer keeps what its products are called, and newer titles alone are no edit", async () => {
  const ids = ["gid://shopify/Product/1", "gid://shopify/Product/2"];
  const named = (titles: Record<string, string>): OfferInput => ({
    ...OFFER,
    reward: {
      kind: "amount_off",
      value: { kind: "percentage", percent: 10 },
      items: { kind: "products", ids },
    },
    titles,
  });
  const titles = { "gid://shopify/Product/1": "Mug", "gid://shopify/Product/9": "Not chosen" };
  const { id, words, offer } = await template({ source: "described", name: "Named", offer: named(titles) });
  expect(words[0]).toBe("10% off “Mug” and 1 more.");
  expect(offer?.titles).toEqual({ "gid://shopify/Product/1": "Mug" });
  const request = { accountId, templateId: id, actor, offerProblems: () => [] };
  const before = await jobs("update-groups");
  const newer = named({ "gid://shopify/Product/1": "Mug", "gid://shopify/Product/2": "Apron" });
  const edited = await editTemplate({ ...request, input: { name: "Named", offer: newer } });
  expect(edited).toMatchObject({ value: { offerVersion: 1 } });
  expect(edited.ok ? edited.value.words[0] : null).toBe("10% off “Mug” and “Apron”.");
  expect(await jobs("update-groups")).toBe(before);
  // As it was written before titles were kept.
  await database().pool.query("update templates set offer = offer - 'titles' where id = $1", [id]);
  const old = await getTemplate({ accountId, templateId: id });
  expect(old.ok ? old.value.words[0] : null).toBe("10% off 2 chosen products.");
});

test("trying again takes what was refused back and asks the platform once more", async () => {
  const { id } = await template({ source: "described", name: "Refused", offer: OFFER });
  await database().pool.query(
    `insert into groups (id, account_id, store_id, template_id, discount_id, title, offer_version, state, refusal, refused_at)
     values ('grp_refused', $1, $2, $3, 'gid://shopify/DiscountCodeNode/77', 'Refused · 1', 1, 'live', 'No.', now())`,
    [accountId, storeId, id],
  );
  const before = { update: await jobs("update-groups"), mint: await jobs("mint-store") };
  expect(await retryTemplate({ accountId, templateId: id })).toMatchObject({
    value: { groups: [{ refusal: null }] },
  });
  expect(await jobs("update-groups")).toBe(before.update + 1);
  expect(await jobs("mint-store")).toBe(before.mint + 1);
  expect(await retryTemplate({ accountId: "acc_other", templateId: id })).toMatchObject({
    refusal: { code: "not_found" },
  });
});

test("discounts of ours that belong to no template are those of an earlier installation", async () => {
  const discount = (number: number, title: string): DiscountSummary => ({
    ...DISCOUNT,
    id: `gid://shopify/DiscountCodeNode/${number}`,
    title,
  });
  const { id } = await template({ source: "described", name: "Present", offer: OFFER });
  await database().pool.query(
    `insert into groups (id, account_id, store_id, template_id, discount_id, ends_at, title, offer_version, state)
     values ('grp_live', $1, $2, $3, 'gid://shopify/DiscountCodeNode/101', null, 'Present · 1', 1, 'live'),
            ('grp_planned', $1, $2, $3, null, now() + interval '9 days', 'Present · being created', 1, 'planned')`,
    [accountId, storeId, id],
  );
  await template({ source: "existing", name: "Adopted", discount: discount(102, "Adopted before") });
  const pages = [
    [discount(101, "Present · 1"), discount(103, "Present · being created")],
    [discount(102, "Adopted before"), discount(104, "Left behind")],
    [discount(105, "Left behind, too")],
  ];
  const asked: string[] = [];
  const platform = {
    searchTagged: async (tag: string, after: string | null) => {
      asked.push(tag);
      const page = Number(after ?? 0);
      const next = page + 1 < pages.length ? String(page + 1) : null;
      return { ok: true as const, value: { discounts: pages[page] ?? [], next } };
    },
  };
  const look = async (after: string | null) =>
    await listEarlierDiscounts({ storeId, platform, tag: "coupon-pools", after });
  // The first page is all known, so the next is looked at, too.
  expect(await look(null)).toMatchObject({ value: { discounts: [{ title: "Left behind" }], next: "2" } });
  expect(asked).toEqual(["coupon-pools", "coupon-pools"]);
  expect(await look("2")).toMatchObject({
    value: { discounts: [{ title: "Left behind, too" }], next: null },
  });
});
