import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import type { AccountId, ApiClientId } from "#app/db/ids.ts";
import { newId } from "#app/db/new-id.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import type { PoolDetail } from "#app/pools/pool-view.ts";
import type { OrderNews } from "#app/redemptions/order-news.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
let storeId: string;
beforeAll(async () => {
  accountId = await newAccount();
  const store = await database().prisma.store.findFirstOrThrow({ where: { accountId } });
  storeId = store.id;
});

async function claim(pool: string, ...keys: string[]): Promise<string[]> {
  const result = await claimCodes({
    accountId,
    clientId: "cpk_test" as ApiClientId,
    broadcastAllowed: false,
    pool,
    campaign: { id: "welcome", type: "automation" },
    mode: "live",
    recipients: keys.map((key) => ({ key, contact: `${key.split("/")[0]}@example.com` })),
  });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.claims.map(({ outcome, code }) => `${outcome} ${code}`);
}

function redeemed(code: string, orderId: string): OrderNews {
  const at = new Date("2026-11-23T10:00:00Z");
  return {
    kind: "redeemed",
    code,
    orderId,
    orderNumber: `#${orderId}`,
    total: "80.00",
    discount: "8.00",
    currency: "EUR",
    at,
  };
}

function reversed(code: string, orderId: string): OrderNews {
  return { kind: "reversed", code, orderId, at: new Date("2026-11-23T11:00:00Z") };
}

async function record(...news: OrderNews[]): Promise<number> {
  return await recordRedemptions({ accountId, storeId, news });
}

async function counts(
  poolId: string,
): Promise<Pick<PoolDetail["counts"], "available" | "assigned" | "redeemed" | "voided">> {
  const pool = await getPool({ accountId, pool: poolId });
  if (!pool.ok) throw new Error(pool.refusal.code);
  const { available, assigned, redeemed: used, voided } = pool.value.counts;
  await expectCountsEqualRows(poolId);
  return { available, assigned, redeemed: used, voided };
}

test("an order redeems an assigned code once, however often it is told and however the buyer typed it", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("ONE", 3));
  await claim(pool, "a", "b");
  const order = redeemed(" one-000001 ", "100");
  expect(await record(order)).toBe(1);
  expect(await record(order, order)).toBe(2 - 1);
  expect(await counts(pool)).toEqual({ available: 1, assigned: 2, redeemed: 1, voided: 0 });
});

test("a cancelled order gives the code back to its contact; what came first does not matter", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("BACK", 2), { perContact: "for_good" });
  await claim(pool, "ada/1", "bob/1");
  await record(redeemed("BACK-000001", "200"), reversed("BACK-000002", "201"));
  expect(await counts(pool)).toMatchObject({ assigned: 2, redeemed: 1 });
  await record(reversed("BACK-000001", "200"), redeemed("BACK-000002", "201"));
  expect(await counts(pool)).toMatchObject({ assigned: 2, redeemed: 0 });
  expect(await claim(pool, "ada/2", "bob/2")).toEqual(["kept BACK-000001", "kept BACK-000002"]);
});

test("a code used in two orders stays redeemed until both are cancelled", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("TWICE", 1));
  await claim(pool, "twice");
  await record(redeemed("TWICE-000001", "300"), redeemed("TWICE-000001", "301"));
  await record(reversed("TWICE-000001", "300"));
  expect(await counts(pool)).toMatchObject({ redeemed: 1 });
  await record(reversed("TWICE-000001", "301"));
  expect(await counts(pool)).toMatchObject({ redeemed: 0 });
});

test("a contact that redeemed its code gets a new one", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("AGAIN", 2), { perContact: "for_good" });
  await claim(pool, "cy/1");
  await record(redeemed("AGAIN-000001", "400"));
  expect(await claim(pool, "cy/2")).toEqual(["assigned AGAIN-000002"]);
});

test("a ready code that somebody used is never handed out", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("LEAK", 2));
  await record(redeemed("LEAK-000001", "500"));
  expect(await counts(pool)).toEqual({ available: 1, assigned: 0, redeemed: 0, voided: 1 });
  await record(reversed("LEAK-000001", "500"));
  expect(await claim(pool, "d")).toEqual(["assigned LEAK-000002"]);
  expect(await counts(pool)).toEqual({ available: 0, assigned: 1, redeemed: 0, voided: 1 });
});

test("codes of nobody and of other accounts are not remembered", async () => {
  const other = await newAccount();
  const pool = await poolWithCodes(other, codesNamed("THEIRS", 1));
  expect(await record(redeemed("THEIRS-000001", "600"), redeemed("SUMMER", "600"))).toBe(0);
  const { rows } = await database().pool.query("select from redemptions where order_id = '600'");
  expect(rows).toEqual([]);
  await expectCountsEqualRows(pool);
});

test("news of the same codes at the same moment, over several pools, ends in the same counts", async () => {
  const pools = await Promise.all(["X", "Y"].map((name) => poolWithCodes(accountId, codesNamed(name, 40))));
  const keys = Array.from({ length: 30 }, (_, index) => `same-${index}`);
  for (const pool of pools) await claim(pool, ...keys);
  const news = keys.flatMap((_, index) =>
    ["X", "Y"].flatMap((name) => {
      const code = `${name}-${String(index + 1).padStart(6, "0")}`;
      const order = redeemed(code, `7${index}`);
      return index % 3 === 0 ? [order, reversed(code, `7${index}`)] : [order];
    }),
  );
  const orders = [news, [...news].reverse(), news.filter((_, index) => index % 2 === 0)];
  await Promise.all([...orders.map((some) => record(...some)), ...pools.map((pool) => claim(pool, "more"))]);
  for (const pool of pools) expect(await counts(pool)).toMatchObject({ assigned: 31, redeemed: 20 });
});

test("an order in a copy of the shop that is a store of its own does not use the shop's code", async () => {
  const [code = ""] = codesNamed("COPIED", 1);
  const pool = await poolWithCodes(accountId, [code]);
  const copy = await connectStore({
    platform: "magento",
    domain: randomUUID(),
    accountId: accountId as AccountId,
    actor: "test",
  });
  const { pool: connections } = database();
  const batchId = newId("batch");
  await connections.query(
    "insert into batches (id, account_id, store_id, pool_id, group_id, quantity) values ($1, $2, $3, $4, 'grp', 1)",
    [batchId, accountId, storeId, pool],
  );
  await connections.query("update codes set batch_id = $1 where pool_id = $2", [batchId, pool]);
  const news = [redeemed(code, "in-the-copy")];
  expect(await recordRedemptions({ accountId, storeId: copy.storeId, news })).toBe(0);
  expect(await recordRedemptions({ accountId, storeId, news })).toBe(1);
  // Connected anew after its installation was lost, a shop is another store: the codes are its own all the same.
  await connections.query("update stores set disconnected_at = now() where id = $1", [storeId]);
  const later = [redeemed(code, "in-the-heir")];
  expect(await recordRedemptions({ accountId, storeId: copy.storeId, news: later })).toBe(1);
  await connections.query("update stores set disconnected_at = null where id = $1", [storeId]);
});
