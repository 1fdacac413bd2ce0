import { beforeAll, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { keepFindings } from "#app/replenishment/keep-findings.server.ts";
import { mountedApi } from "#test/support/api.ts";
import { adminOf } from "#test/support/bridge-pages.ts";
import { freshDatabase } from "#test/support/database.ts";
import { linkedShop, SHOP_REPORT } from "#test/support/magento-shop.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { REPORTED_RULE } from "#test/support/reported-rule.ts";

freshDatabase();

beforeAll(async () => {
  await startQueue();
  return stopQueue;
});

test("a pool tells which of its codes the checkout of this store refuses, and why", async () => {
  const app = mountedApi();
  const shop = await linkedShop(app);
  const admin = adminOf(shop);
  const { accountId } = shop;
  const [code = ""] = codesNamed("CHECK", 1);
  const poolId = await poolWithCodes(accountId, [code]);
  const path = `/pools/${poolId}/check`;
  const nothing = { checkedAt: null, looked: 0, isLooking: false, trouble: null, refused: [] };
  expect((await admin.get(path)).body).toEqual({ check: nothing });

  // The account's first store is a Shopify one, which found something else.
  const { rows } = await database().pool.query<{ id: string }>(
    "select id from stores where account_id = $1 and platform = 'shopify'",
    [accountId],
  );
  const [shopify] = rows;
  if (!shopify) throw new Error("The account has no Shopify store.");
  await keepFindings({
    accountId,
    poolId,
    storeId: shopify.id,
    looked: 1,
    refused: [{ code, why: "not_in_shop", discount: null }],
  });
  expect((await admin.get(path)).body).toEqual({ check: nothing });

  await keepFindings({
    accountId,
    poolId,
    storeId: shop.storeId,
    looked: 5,
    refused: [{ code, why: "ended", discount: "Spring" }],
  });
  expect((await admin.get(path)).body).toEqual({
    check: {
      checkedAt: expect.any(String),
      looked: 5,
      isLooking: false,
      trouble: null,
      refused: [{ code, why: "ended", rule: "Spring" }],
    },
  });
});

test("a look is asked for, once while it is to come", async () => {
  const admin = adminOf(await linkedShop(mountedApi()));
  const others = adminOf(await linkedShop(mountedApi()));
  const { accountId } = await accountOf(admin);
  const poolId = await poolWithCodes(accountId, codesNamed("ASK", 2));
  const path = `/pools/${poolId}/check`;
  for (let n = 0; n < 2; n += 1)
    expect(await admin.post(path)).toMatchObject({ status: 202, body: { check: { isLooking: true } } });
  expect((await admin.get(path)).body.check.isLooking).toBe(true);
  const { rows } = await database().pool.query(
    `select count(distinct data ->> 'storeId')::int as stores, count(*)::int as jobs
     from pgboss.job where name = 'check-pool' and data ->> 'poolId' = $1`,
    [poolId],
  );
  expect(rows[0].jobs).toBe(rows[0].stores);
  for (const asked of [others.get(path), others.post(path)]) expect((await asked).status).toBe(404);
});

test("of an empty pool there is nothing to look up, and of a dynamic one nobody need", async () => {
  const shop = await linkedShop(mountedApi());
  const admin = adminOf(shop);
  const empty = await poolWithCodes(shop.accountId, []);
  expect((await admin.get(`/pools/${empty}/check`)).body).toEqual({ check: null });

  await shop.call("POST", "/api/bridge/v1/exchange", {
    json: { shop: SHOP_REPORT, rules: { generation: "1", page: 1, last: true, rules: [REPORTED_RULE] } },
  });
  const template = (await admin.post("/templates", { name: "Welcome", rule: 12 })).body;
  const settings = { type: "dynamic", name: "Welcome", handle: "welcome", templateId: template.id };
  const path = `/pools/${(await admin.post("/pools", settings)).body.id}/check`;
  expect((await admin.get(path)).body).toEqual({ check: null });
  expect(await admin.post(path)).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining("dynamic pool") },
  });
});

test("the creation of codes is stopped, and those that could not be created come as a file in Magento's words", async () => {
  const shop = await linkedShop(mountedApi());
  const admin = adminOf(shop);
  const others = adminOf(await linkedShop(mountedApi()));
  const poolId = await poolWithCodes(shop.accountId, codesNamed("STOP", 2));
  const path = `/pools/${poolId}`;
  expect((await admin.post(`${path}/creation/cancel`)).body).toEqual({ creation: null });
  expect((await admin.get(`${path}/creation/refused`)).status).toBe(404);

  await shop.call("POST", "/api/bridge/v1/exchange", {
    json: { shop: SHOP_REPORT, rules: { generation: "1", page: 1, last: true, rules: [REPORTED_RULE] } },
  });
  const template = (await admin.post("/templates", { name: "Welcome", rule: 12 })).body;
  const { creation } = (await admin.post(`${path}/creations`, { template: template.id })).body;
  for (let n = 0; n < 2; n += 1)
    expect((await admin.post(`${path}/creation/cancel`)).body.creation.state).toBe("cancelling");
  await database().pool.query(
    `insert into creation_refusals (creation_id, code_id, code, why, detail)
     select $1, id, code, 'inactive', 'Off' from codes where pool_id = $2 order by id limit 1`,
    [creation.id, poolId],
  );
  const refused = `/api/bridge/v1${path}/creation/refused`;
  const file = await (await shop.call("GET", refused)).text();
  expect(file.replace("\ufeff", "")).toBe(
    "code,problem,detail\r\nSTOP-000001,Its cart price rule is switched off,Off\r\n",
  );
  expect((await others.get(`${path}/creation/refused`)).status).toBe(404);
  expect((await others.post(`${path}/creation/cancel`)).status).toBe(404);
});

async function accountOf(admin: ReturnType<typeof adminOf>): Promise<{ accountId: string }> {
  return { accountId: (await admin.get("/account")).body.account.id };
}
