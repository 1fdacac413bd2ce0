import { beforeAll, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { offerProblems } from "#app/platforms/shopify/offer-problems.ts";
import { createTemplate } from "#app/templates/create-template.server.ts";
import { type Admin, problemsOf, twoShops } from "#test/support/bridge-pages.ts";
import { freshDatabase } from "#test/support/database.ts";
import { type LinkedShop, SHOP_REPORT } from "#test/support/magento-shop.ts";
import { REPORTED_RULE } from "#test/support/reported-rule.ts";

freshDatabase();

let shop: LinkedShop;
let admin: Admin;
let others: Admin;

beforeAll(async () => {
  await startQueue();
  ({ shop, admin, others } = await twoShops());
  const rules = [
    REPORTED_RULE,
    { ...REPORTED_RULE, id: 13, name: "By hand", autoGeneration: false },
    { ...REPORTED_RULE, id: 14, name: "Asleep", isActive: false, websites: [] },
    { ...REPORTED_RULE, id: 15, name: "Ours", ours: true },
  ];
  await shop.call("POST", "/api/bridge/v1/exchange", {
    json: { shop: SHOP_REPORT, rules: { generation: "1", page: 1, last: true, rules } },
  });
  return stopQueue;
});

const offer = {
  reward: {
    kind: "amount_off",
    value: { kind: "percentage", percent: "15" },
    items: { kind: "products", ids: ["24-MB01", "24-MB02"] },
  },
  minimum: { kind: "none" },
  customers: { kind: "all" },
  usesPerCode: "1",
  oncePerCustomer: false,
  startsAt: "2026-11-24T00:00:00Z",
  endsAt: null,
};

test("every rule comes with what is wrong with it", async () => {
  const { rules } = (await admin.get("/rules")).body;
  const told = rules.map(({ id, problems }: { id: number; problems: string[] }) => [id, problems.length]);
  expect(told).toEqual([
    [14, 2],
    [13, 1],
    [15, 1],
    [12, 0],
  ]);
  expect(rules.at(-1)).toMatchObject({
    name: "Welcome 10%",
    words: [expect.stringContaining("10%"), "Websites: Main Website", expect.anything()],
  });
  expect((await others.get("/rules")).body).toEqual({ rules: [] });
});

test("a rule that fits becomes a template, and its number stays its number", async () => {
  const made = await admin.post("/templates", { name: "Welcome", rule: 12 });
  expect(made).toMatchObject({
    status: 201,
    body: { name: "Welcome", source: "existing", rule: 12, status: "working", offer: null, pools: [] },
  });
  expect((await admin.get("/templates")).body.templates).toMatchObject([{ id: made.body.id, rule: 12 }]);
  const renamed = await admin.put(`/templates/${made.body.id}`, { name: "Hello" });
  expect(renamed.body).toMatchObject({ name: "Hello", rule: 12 });
  const { rows } = await database().pool.query(
    "select discount_id, offer ->> 'id' as id from templates where id = $1",
    [made.body.id],
  );
  expect(rows).toEqual([{ discount_id: "12", id: "12" }]);
});

test("a rule that does not fit is refused next to its field", async () => {
  expect(problemsOf(await admin.post("/templates", { name: "By hand", rule: 13 })).rule).toMatch(
    /Use Auto Generation/,
  );
  expect(problemsOf(await admin.post("/templates", { name: "Ours", rule: 15 }))).toHaveProperty("rule");
  expect(problemsOf(await admin.post("/templates", { name: "None", rule: 99 }))).toHaveProperty("rule");
  expect(problemsOf(await admin.post("/templates", { name: " ", rule: 12 }))).toHaveProperty("name");
  expect(problemsOf(await admin.post("/templates", { name: "Neither" }))).toHaveProperty("rule");
  expect(problemsOf(await admin.post("/templates", { name: "Both", rule: 12, offer }))).toHaveProperty(
    "rule",
  );
});

test("an offer becomes a template, in SKUs and numbers of categories there and back", async () => {
  const made = await admin.post("/templates", { name: "Fifteen", offer });
  expect(made).toMatchObject({
    status: 201,
    body: {
      source: "described",
      rule: null,
      rules: [],
      offer: { reward: { ...offer.reward, value: { percent: 15 } } },
    },
  });
  const path = `/templates/${made.body.id}`;
  const items = { kind: "collections", ids: [12, "13"] };
  const changed = await admin.put(path, {
    name: "Fifteen",
    offer: { ...offer, reward: { ...offer.reward, items } },
  });
  expect(changed.body.offer.reward.items).toEqual({ kind: "collections", ids: ["12", "13"] });
  expect((await admin.get(path)).body).toEqual(changed.body);
  const { rows } = await database().pool.query(
    "select offer -> 'reward' -> 'items' -> 'ids' as ids from templates where id = $1",
    [made.body.id],
  );
  expect(rows).toEqual([{ ids: ["magento/category/12", "magento/category/13"] }]);
});

test("what Magento cannot express is refused next to its field, and so is what is no offer", async () => {
  const wrong = await admin.post("/templates", {
    name: "Too much",
    offer: {
      ...offer,
      customers: { kind: "segments", ids: ["gid://shopify/Segment/1"] },
      purchase: "both",
      combinesWith: { order: true },
      reward: { ...offer.reward, items: { kind: "collections", ids: ["shoes"] } },
    },
  });
  expect(Object.keys(problemsOf(wrong)).sort()).toEqual([
    "offer.combinesWith",
    "offer.customers",
    "offer.purchase",
    "offer.reward.items",
  ]);
  expect(problemsOf(await admin.post("/templates", { name: "", offer: {} }))).toMatchObject({
    name: "Give the template a name",
    "offer.reward": expect.any(String),
    "offer.startsAt": expect.any(String),
  });
});

test("templates of other stores and accounts do not exist here", async () => {
  const mine = (await admin.post("/templates", { name: "Mine", offer })).body.id;
  expect((await others.get(`/templates/${mine}`)).status).toBe(404);
  expect((await others.put(`/templates/${mine}`, { name: "Theirs" })).status).toBe(404);
  expect((await others.get("/templates")).body).toEqual({ templates: [] });

  const { rows } = await database().pool.query<{ id: string }>(
    "select id from stores where account_id = $1 and platform = 'shopify'",
    [shop.accountId],
  );
  const shopify = await createTemplate({
    accountId: shop.accountId,
    storeId: rows[0]?.id ?? "",
    actor: "Ada",
    input: {
      source: "described",
      name: "In Shopify",
      offer: {
        reward: { kind: "free_shipping" },
        startsAt: "2026-11-24T00:00:00Z",
      },
    },
    offerProblems,
  });
  const id = shopify.ok ? shopify.value.id : "";
  expect((await admin.get(`/templates/${id}`)).status).toBe(404);
  expect((await admin.put(`/templates/${id}`, { name: "Taken over" })).status).toBe(404);
  const { templates } = (await admin.get("/templates")).body;
  expect(templates.map(({ name }: { name: string }) => name)).not.toContain("In Shopify");
});
