import { expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { disconnectStore } from "#app/accounts/disconnect-store.server.ts";
import { database } from "#app/db/database.server.ts";
import { queueStoreCheck } from "#app/replenishment/queue-store-check.server.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

let count = 0;
const newStore = async () => {
  const domain = `shop-${++count}.myshopify.com`;
  const details = { name: "Shop", timeZone: "UTC", currency: "EUR", actor: "test" };
  const { storeId } = await connectStore({ platform: "shopify", domain, ...details });
  return { platform: "shopify" as const, domain, storeId };
};
const looks = async ({ domain }: { domain: string }) => {
  const { rows } = await database().pool.query(
    `select j.id from pgboss.job j join stores s on s.id = j.data ->> 'storeId'
     where j.name = 'check-store' and s.domain = $1`,
    [domain],
  );
  return rows.length;
};

test("a webhook is acted on once, however often it arrives", async () => {
  const store = await newStore();
  expect(await queueStoreCheck({ ...store, webhookId: "one" })).toBe(true);
  expect(await queueStoreCheck({ ...store, webhookId: "one" })).toBe(true);
  expect(await looks(store)).toBe(1);
});

test("any number of webhooks leads to a look now and one after it", async () => {
  const store = await newStore();
  for (let n = 0; n < 10; n++) await queueStoreCheck({ ...store, webhookId: `many ${n}` });
  // Three where the clock enters the next half minute on the way.
  expect([2, 3]).toContain(await looks(store));
});

test("stores that are unknown or disconnected are not looked at", async () => {
  const store = await newStore();
  await disconnectStore(database().pool, store.storeId);
  expect(await queueStoreCheck({ ...store, webhookId: "late" })).toBe(false);
  const unknown = { platform: "shopify" as const, domain: "unknown.myshopify.com" };
  expect(await queueStoreCheck({ ...unknown, webhookId: "stray" })).toBe(false);
  expect(await looks(store)).toBe(0);
});
