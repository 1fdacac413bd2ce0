import { beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { instruct } from "#app/platforms/magento/instruct.server.ts";
import { mountedApi } from "#test/support/api.ts";
import { type Admin, adminOf, problemsOf } from "#test/support/bridge-pages.ts";
import { freshDatabase } from "#test/support/database.ts";
import { type LinkedShop, linkedShop, SHOP_REPORT } from "#test/support/magento-shop.ts";
import { REPORTED_RULE } from "#test/support/reported-rule.ts";
import { signedClient } from "#test/support/signed-client.ts";

freshDatabase();

let app: ReturnType<typeof mountedApi>;
let shop: LinkedShop;
let admin: Admin;
/** How far the API's clock is ahead. */
let secondsAhead = 0;

beforeAll(async () => {
  await startQueue();
  return stopQueue;
});
beforeEach(async () => {
  secondsAhead = 0;
  app = mountedApi({ nowMilliseconds: () => Date.now() + secondsAhead * 1_000 });
  shop = await linkedShop(app);
  admin = adminOf(shop);
});

async function exchange(message: object = {}): Promise<void> {
  const response = await shop.call("POST", "/api/bridge/v1/exchange", {
    json: { shop: SHOP_REPORT, ...message },
  });
  expect(response.status).toBe(200);
}

test("the account says to whom the shop is connected, and whether the exchange is late", async () => {
  const { pool } = database();
  const purpose = "delete:1";
  await instruct(pool, { storeId: shop.storeId, kind: "codes.delete", purpose, data: { codes: ["A"] } });
  await pool.query("update stores set connected_at = now() - interval '1 day' where id = $1", [shop.storeId]);
  expect((await admin.get("/account")).body).toMatchObject({
    account: { id: shop.accountId },
    store: { id: shop.storeId, name: "Main Website", currency: "EUR" },
    broadcastAllowed: false,
    limits: { codesPerCall: 50_000 },
    exchange: { lastAt: null, isLate: true },
    instructions: { waiting: 2, failed: 0 },
  });
  await exchange();
  const { exchange: told } = (await admin.get("/account")).body;
  expect(told).toMatchObject({ lastAt: expect.any(String), isLate: false });
  expect(told.lateSeconds).toBeLessThan(60);
  await pool.query("update stores set exchanged_at = now() - interval '11 minutes' where id = $1", [
    shop.storeId,
  ]);
  expect((await admin.get("/account")).body.exchange.isLate).toBe(true);
});

test("a shop that was just connected is not late", async () => {
  expect((await admin.get("/account")).body.exchange).toMatchObject({ lastAt: null, isLate: false });
});

test("broadcasts are allowed for the account, and the history says by whom", async () => {
  for (let n = 0; n < 2; n += 1)
    expect((await admin.put("/settings", { broadcastAllowed: true })).body).toEqual({
      broadcastAllowed: true,
    });
  expect((await admin.get("/account")).body.broadcastAllowed).toBe(true);
  expect(problemsOf(await admin.put("/settings", { broadcastAllowed: "yes" }))).toHaveProperty(
    "broadcastAllowed",
  );
  const { rows } = await database().pool.query(
    "select actor, verb from history where account_id = $1 and verb like 'account.%'",
    [shop.accountId],
  );
  expect(rows).toEqual([{ actor: "magento:jane", verb: "account.broadcast_enabled" }]);
});

test("an API client is made, signs, gets a new secret, and is revoked", async () => {
  const made = await admin.post("/api-clients", { name: " Mailer " });
  expect(made).toMatchObject({
    status: 201,
    body: { name: "Mailer", secret: expect.stringMatching(/^whsec_/) },
  });
  const { id, secret } = made.body;
  const me = async () => {
    const response = await signedClient({ keyId: id, secret }, app)("GET", "/api/v1/me");
    return response.status;
  };
  expect(await me()).toBe(200);
  const rotated = await admin.post(`/api-clients/${id}/rotate`);
  expect(rotated.body).toMatchObject({ id, secret: expect.stringMatching(/^whsec_/) });
  const hoursLeft = (Date.parse(rotated.body.oldSecretUntil) - Date.now()) / 3_600_000;
  expect(hoursLeft).toBeGreaterThan(23);
  const { clients } = (await admin.get("/api-clients")).body;
  expect(clients).toMatchObject([{ id, name: "Mailer", revokedAt: null, secrets: [{}, {}] }]);
  expect(JSON.stringify(clients)).not.toContain("whsec_");
  for (let n = 0; n < 2; n += 1)
    expect(await admin.post(`/api-clients/${id}/revoke`)).toEqual({ status: 200, body: {} });
  expect((await admin.get("/api-clients")).body.clients[0].revokedAt).not.toBeNull();
  expect(problemsOf(await admin.post("/api-clients", { name: "" }))).toHaveProperty("name");
});

test("a lost answer with a secret is given again, and the secret lies nowhere in the clear", async () => {
  const call = { json: { name: "Mailer" }, id: "msg_secret" };
  const first = await admin.ask("POST", "/api-clients", call);
  expect(await admin.ask("POST", "/api-clients", call)).toEqual(first);
  expect((await admin.get("/api-clients")).body.clients).toHaveLength(1);
  const { rows } = await database().pool.query<{ body: string }>(
    "select body from api_messages where message_id = 'msg_secret'",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.body).not.toContain("whsec_");
});

test("API clients of another account do not exist", async () => {
  const { id } = (await admin.post("/api-clients", { name: "Mailer" })).body;
  const others = adminOf(await linkedShop(app));
  expect((await others.get("/api-clients")).body).toEqual({ clients: [] });
  for (const what of ["rotate", "revoke"])
    expect((await others.post(`/api-clients/${id}/${what}`)).status).toBe(404);
});

test("a shop that disconnects keeps its pools, which hand out nothing until it comes back", async () => {
  await exchange({ rules: { generation: "1", page: 1, last: true, rules: [REPORTED_RULE] } });
  const template = (await admin.post("/templates", { name: "Welcome", rule: 12 })).body;
  const settings = { type: "dynamic", name: "Welcome", handle: "welcome", templateId: template.id };
  const pool = (await admin.post("/pools", settings)).body.id;
  for (let n = 0; n < 2; n += 1) expect(await admin.post("/disconnect")).toEqual({ status: 200, body: {} });
  const { rows } = await database().pool.query(
    `select p.unavailable_reason as reason, s.disconnected_at is not null as "isDisconnected",
            (select count(*) from history where account_id = s.account_id and verb = 'store.disconnected'
               and actor = 'magento:jane') as told
     from pools p join stores s on s.id = $2 where p.id = $1`,
    [pool, shop.storeId],
  );
  expect(rows).toEqual([{ reason: "disconnected", isDisconnected: true, told: 1 }]);
  secondsAhead = 10;
  expect((await admin.get("/account")).status).toBe(401);
});

test("who did it is plain text and short, or the shop", async () => {
  const long = adminOf(shop, `magento:${"x".repeat(200)}`);
  await long.put("/settings", { broadcastAllowed: true });
  await shop.call("PUT", "/api/bridge/v1/settings", { json: { broadcastAllowed: false } });
  const { rows } = await database().pool.query<{ actor: string }>(
    "select actor from history where account_id = $1 and verb like 'account.%' order by id",
    [shop.accountId],
  );
  expect(rows.map(({ actor }) => actor)).toEqual([`magento:${"x".repeat(92)}`, "Magento"]);
});
