import { expect, test } from "vitest";
import { accountHashKey } from "#app/accounts/account-hash-key.server.ts";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { disconnectStore } from "#app/accounts/disconnect-store.server.ts";
import { findAccountByStore } from "#app/accounts/find-account-by-store.server.ts";
import { forgetWebhooks } from "#app/accounts/forget-webhooks.server.ts";
import { getAccount } from "#app/accounts/get-account.server.ts";
import { setBroadcastAllowed } from "#app/accounts/set-broadcast-allowed.server.ts";
import { setTimeZone } from "#app/accounts/set-time-zone.server.ts";
import { takeWebhook } from "#app/accounts/take-webhook.server.ts";
import { WEBHOOK_MEMORY_HOURS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

const connect = (domain: string, more: { name?: string; timeZone?: string; currency?: string } = {}) =>
  connectStore({ platform: "shopify", domain, actor: "system", ...more });

/** Looks at a store that are due. */
async function looks(storeId: string): Promise<number> {
  const { rows } = await database().pool.query(
    "select count(*) as n from pgboss.job where name = 'check-store' and data ->> 'storeId' = $1",
    [storeId],
  );
  return rows[0].n;
}

async function sentences(accountId: string): Promise<string[]> {
  return (await listHistory({ accountId, limit: 50 })).map((line) => line.sentence);
}

test("a store connected for the first time gets an account of its own", async () => {
  const { accountId, storeId } = await connect("First.myshopify.com", {
    name: "First",
    timeZone: "Europe/London",
    currency: "GBP",
  });
  const account = await findAccountByStore({ platform: "shopify", domain: "first.myshopify.com" });
  expect(account).toMatchObject({
    id: accountId,
    name: "First",
    timeZone: "Europe/London",
    broadcastAllowed: false,
    stores: [{ id: storeId, domain: "first.myshopify.com", currency: "GBP", disconnectedAt: null }],
  });
  expect(await getAccount(accountId)).toEqual(account);
  expect(await sentences(accountId)).toEqual(["Store first.myshopify.com connected"]);
});

test("a store connected many times at once has one account, and nothing is left of the losers", async () => {
  const { rows: before } = await database().pool.query("select count(*)::int as n from accounts");
  const connected = await Promise.all(Array.from({ length: 12 }, () => connect("rush.myshopify.com")));
  expect(new Set(connected.map(({ accountId }) => accountId)).size).toBe(1);
  expect(new Set(connected.map(({ storeId }) => storeId)).size).toBe(1);
  const { rows: after } = await database().pool.query("select count(*)::int as n from accounts");
  expect(after[0].n).toBe(before[0].n + 1);
  expect(await sentences(connected[0]?.accountId ?? "")).toHaveLength(1);
});

test("a store that comes back gets the account that it had", async () => {
  const { accountId, storeId } = await connect("back.myshopify.com", { name: "Back" });
  expect(await disconnectStore(database().pool, storeId)).toBe(true);
  expect(await disconnectStore(database().pool, storeId)).toBe(false);
  expect((await getAccount(accountId))?.stores[0]?.disconnectedAt).not.toBeNull();
  const again = await connect("back.myshopify.com", { currency: "EUR" });
  expect(again).toMatchObject({ accountId, storeId, cameBack: true });
  expect(await looks(storeId)).toBe(1);
  expect(await connect("back.myshopify.com")).toMatchObject({ storeId, cameBack: false });
  expect(await looks(storeId)).toBe(1);
  expect((await getAccount(accountId))?.stores[0]).toMatchObject({
    name: "Back",
    currency: "EUR",
    disconnectedAt: null,
  });
  expect(await sentences(accountId)).toEqual([
    "Store back.myshopify.com connected",
    "Store back.myshopify.com disconnected",
    "Store back.myshopify.com connected",
  ]);
});

test("disconnecting a store that nobody knows does nothing", async () => {
  expect(await disconnectStore(database().pool, "str_nobody")).toBe(false);
});

test("an installation begins when its store is connected, and not when a merchant opens the app again", async () => {
  const { storeId } = await connect("since.myshopify.com");
  const since = async () =>
    (await database().prisma.store.findUniqueOrThrow({ where: { id: storeId } })).connectedAt.getTime();
  const first = await since();
  await connect("since.myshopify.com");
  expect(await since()).toBe(first);
  await disconnectStore(database().pool, storeId);
  await connect("since.myshopify.com");
  expect(await since()).toBeGreaterThan(first);
});

test("a webhook's id is remembered once, and forgotten after its time", async () => {
  const { pool } = database();
  expect(await takeWebhook(pool, "webhook-1")).toBe(true);
  expect(await takeWebhook(pool, "webhook-1")).toBe(false);
  expect(await forgetWebhooks()).toBe(0);
  await pool.query("update webhooks_taken set taken_at = now() - make_interval(hours => $1)", [
    WEBHOOK_MEMORY_HOURS + 1,
  ]);
  expect(await forgetWebhooks()).toBe(1);
  expect(await takeWebhook(pool, "webhook-1")).toBe(true);
});

test("every account hashes contacts under a random key of its own, and the key is sealed at rest", async () => {
  const one = await connect("hash-one.myshopify.com");
  const two = await connect("hash-two.myshopify.com");
  const key = await accountHashKey(one.accountId);
  expect(key).toHaveLength(32);
  expect(await accountHashKey(two.accountId)).not.toEqual(key);
  const { rows } = await database().pool.query("select contact_hash_key_sealed as sealed from accounts");
  for (const { sealed } of rows) expect(sealed).not.toContain(Buffer.from(key).toString("base64url"));
});

test("an account without a hash key throws, again at every call", async () => {
  await expect(accountHashKey("acc_nobody")).rejects.toThrow("no key to hash contacts with");
  await expect(accountHashKey("acc_nobody")).rejects.toThrow("no key to hash contacts with");
});

test("allowing broadcasts is written to the history once", async () => {
  const { accountId } = await connect("broadcast.myshopify.com");
  expect(await setBroadcastAllowed({ accountId, allowed: "yes", actor: "Ada" })).toMatchObject({ ok: true });
  expect(await setBroadcastAllowed({ accountId, allowed: "yes", actor: "Ada" })).toMatchObject({ ok: true });
  expect((await getAccount(accountId))?.broadcastAllowed).toBe(true);
  expect(await sentences(accountId)).toEqual([
    "Broadcast campaigns allowed",
    "Store broadcast.myshopify.com connected",
  ]);
});

test("a time zone that does not exist is refused at its field", async () => {
  const { accountId } = await connect("zone.myshopify.com");
  const refused = await setTimeZone({ accountId, timeZone: "Europe/Atlantis", actor: "Ada" });
  expect(refused).toMatchObject({ ok: false, refusal: { errors: [{ path: "timeZone" }] } });
  expect(await setTimeZone({ accountId, timeZone: "Europe/Berlin", actor: "Ada" })).toMatchObject({
    ok: true,
  });
  expect((await getAccount(accountId))?.timeZone).toBe("Europe/Berlin");
});
