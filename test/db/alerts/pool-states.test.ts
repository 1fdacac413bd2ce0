import { afterAll, beforeAll, expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { listPoolTroubles } from "#app/alerts/list-pool-troubles.server.ts";
import { noteTroubles } from "#app/alerts/note-troubles.server.ts";
import { setAlertSettings } from "#app/alerts/set-alert-settings.server.ts";
import { watchPools } from "#app/alerts/watch-pools.server.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import type { AccountId, ApiClientId } from "#app/db/ids.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { listPools } from "#app/pools/list-pools.server.ts";
import type { UnavailableReason } from "#app/pools/pool-view.ts";
import { sweepPools } from "#app/pools/sweep-pools.server.ts";
import { unarchivePool } from "#app/pools/unarchive-pool.server.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { setReason } from "#app/replenishment/set-reason.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newDynamicPool, poolWithReadyCodes, writeCodes } from "#test/support/dynamic-pool.ts";
import { hoursPass } from "#test/support/hours-pass.ts";
import { emptyPool, importText } from "#test/support/import-file.ts";
import { alertsOf, eventsOf, newEndpoint, tellByMail } from "#test/support/outbox.ts";
import { addCodes, codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
let prefix = 0;
beforeAll(async () => {
  await startQueue();
  accountId = await newAccount();
});
afterAll(stopQueue);

/** A pool that counts as low at ten codes. */
async function pool(quantity: number, settings: Parameters<typeof poolWithCodes>[2] = {}): Promise<string> {
  prefix += 1;
  const codes = codesNamed(`S${prefix}`, quantity);
  return await poolWithCodes(accountId, codes, { lowWaterUnit: "count", lowWaterValue: 10, ...settings });
}

let keys = 0;
async function claim(poolId: string, quantity: number): Promise<void> {
  const recipients = Array.from({ length: quantity }, () => {
    keys += 1;
    return { key: `k${keys}`, contact: `c${keys}@example.com` };
  });
  const result = await claimCodes({
    accountId,
    clientId: "cpk_test" as ApiClientId,
    broadcastAllowed: false,
    pool: poolId,
    campaign: { id: "welcome", type: "automation" },
    mode: "live",
    recipients,
  });
  if (!result.ok) throw new Error(result.refusal.code);
}

async function add(poolId: string, quantity: number): Promise<void> {
  prefix += 1;
  await addCodes(accountId, poolId, codesNamed(`A${prefix}`, quantity));
}

test("a pool that runs low and then dry tells each once, however many claims go on", async () => {
  const id = await pool(15);
  expect(await eventsOf(id)).toEqual([]);
  await claim(id, 4);
  expect(await eventsOf(id)).toEqual([]);
  await claim(id, 1);
  await claim(id, 1);
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark"]);
  expect(await alertsOf(id)).toEqual(["pool.low"]);
  await claim(id, 9);
  await claim(id, 3);
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark", "pool.empty no_codes_left"]);
  expect(await alertsOf(id)).toEqual(["pool.empty"]);
});

test("an event keeps the pool as it was then", async () => {
  const id = await pool(12);
  await claim(id, 3);
  await claim(id, 3);
  const { rows } = await database().pool.query("select pool from events where pool_id = $1", [id]);
  expect(rows[0]?.pool).toMatchObject({ id, stock: "low", available: 9, assigned: 3 });
});

test("it recovers with more than a tenth above its mark, and a count that swings around the mark tells nothing", async () => {
  const id = await pool(12);
  await claim(id, 2);
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark"]);
  for (let swing = 0; swing < 3; swing += 1) {
    // Above the mark and on it again, never above what recovers.
    await add(id, 1);
    await claim(id, 1);
  }
  await add(id, 1);
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark"]);
  await add(id, 1);
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark", "pool.recovered low"]);
  expect(await alertsOf(id)).toEqual([]);
  await claim(id, 2);
  expect((await eventsOf(id)).at(-1)).toBe("pool.low low_water_mark");
});

test("percent marks have the same tenth, and a mark of nearly everything can be left too", async () => {
  const id = await pool(100, { lowWaterUnit: "percent", lowWaterValue: 50 });
  await claim(id, 50);
  await add(id, 5);
  // 55 of 105: 52 %.
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark"]);
  await add(id, 10);
  // 65 of 115: 56.5 %.
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark", "pool.recovered low"]);
  const strict = await pool(100, { lowWaterUnit: "percent", lowWaterValue: 95 });
  await claim(strict, 5);
  await add(strict, 200);
  expect(await eventsOf(strict)).toEqual(["pool.low low_water_mark", "pool.recovered low"]);
});

test("a pool that is filled for the first time, slice after slice, tells nothing", async () => {
  const id = await pool(0);
  for (const quantity of [3, 6, 4, 100]) await add(id, quantity);
  expect(await eventsOf(id)).toEqual([]);
  expect(await alertsOf(id)).toEqual([]);
});

test("a pool that was left with a few codes from the start is shown as low, and told the next day", async () => {
  const id = await pool(4);
  expect(await eventsOf(id)).toEqual([]);
  expect(await alertsOf(id)).toEqual(["pool.low untold"]);
  await add(id, 96);
  expect(await eventsOf(id)).toEqual([]);
});

test("from empty to low is no news; to enough codes is; a drop in between is no second alarm", async () => {
  const id = await pool(11, { lowWaterValue: 100, lowWaterUnit: "count" });
  await add(id, 200);
  await claim(id, 120);
  await claim(id, 91);
  const dry = ["pool.low low_water_mark", "pool.empty no_codes_left"];
  expect(await eventsOf(id)).toEqual(dry);
  // A released code or two that come and go.
  await add(id, 2);
  await claim(id, 2);
  await add(id, 2);
  expect(await eventsOf(id)).toEqual(dry);
  await add(id, 60);
  expect(await eventsOf(id)).toEqual(dry);
  expect(await alertsOf(id)).toEqual(["pool.low"]);
  await add(id, 60);
  expect(await eventsOf(id)).toEqual([...dry, "pool.recovered low"]);
});

test("codes that drop out by expiry tell it without any claim", async () => {
  const day = new Date(Date.now() + 26 * 3_600_000);
  prefix += 1;
  const expiring = codesNamed(`E${prefix}`, 20).map((code) => ({ code, expiresAt: day }));
  const id = await poolWithCodes(accountId, [...expiring, ...codesNamed(`F${prefix}`, 5)], {
    lowWaterUnit: "count",
    lowWaterValue: 10,
  });
  await hoursPass(id, 30);
  await sweepPools();
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark"]);
});

test.each([
  [0, 1],
  [1, 0],
])(
  "a pool whose counts are wrong holds up the expiry, and the alerts, of no other (%i, %i)",
  async (broken, other) => {
    const soon = new Date(Date.now() + 7_200_000);
    const ids: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      prefix += 1;
      const codes = codesNamed(`X${prefix}`, 2).map((code) => ({ code, expiresAt: soon }));
      const id = await poolWithCodes(accountId, codes);
      await hoursPass(id, 3);
      ids.push(id);
    }
    const { pool: db } = database();
    await db.query("update pools set available = 0, voided = 2 where id = $1", [ids[broken]]);
    await sweepPools();
    expect(await eventsOf(ids[other] ?? "")).toEqual(["pool.empty no_codes_left"]);
    await db.query("update pools set available = 2, voided = 0 where id = $1", [ids[broken]]);
  },
);

test("a higher mark in the settings tells it too", async () => {
  const id = await pool(50);
  await database().pool.query("update pools set low_water_value = 60 where id = $1", [id]);
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark"]);
});

test("a transaction that is rolled back leaves neither events nor deliveries nor mails", async () => {
  const account = await newAccount();
  await newEndpoint(account);
  await tellByMail(account, "ada@example.com");
  prefix += 1;
  const id = await poolWithCodes(account, codesNamed(`R${prefix}`, 20), {
    lowWaterUnit: "count",
    lowWaterValue: 10,
  });
  const failing = inTransaction(async (client) => {
    await client.query("update pools set low_water_value = 30 where id = $1", [id]);
    const { rowCount } = await client.query("select from event_deliveries where pool_id = $1", [id]);
    expect(rowCount).toBe(1);
    throw new Error("a bug further on");
  });
  await expect(failing).rejects.toThrow("a bug further on");
  const left = await database().pool.query(
    `select from events where pool_id = $1 union all select from event_deliveries where pool_id = $1
     union all select from event_lines where pool_id = $1 union all select from alert_mails where pool_id = $1`,
    [id],
  );
  expect(left.rowCount).toBe(0);
  await database().pool.query("update pools set low_water_value = 30 where id = $1", [id]);
  const { rows } = await database().pool.query("select address from alert_mails where pool_id = $1", [id]);
  expect(rows).toEqual([{ address: "ada@example.com" }]);
});

test("mail goes to those who want that kind of alert, and to nobody else", async () => {
  const account = await newAccount();
  await setAlertSettings({
    accountId: account,
    actor: "Ada",
    settings: {
      recipients: ["Ada@Example.com ", "bo@example.com", "ada@example.com"],
      alerts: ["pool.empty"],
    },
  });
  prefix += 1;
  const id = await poolWithCodes(account, codesNamed(`M${prefix}`, 20), {
    lowWaterUnit: "count",
    lowWaterValue: 30,
  });
  await database().pool.query("update pools set low_water_value = 1 where id = $1", [id]);
  await database().pool.query("update pools set low_water_value = 30 where id = $1", [id]);
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark"]);
  const low = await database().pool.query("select from alert_mails where pool_id = $1", [id]);
  expect(low.rowCount).toBe(0);
  await database().pool.query("update pools set available = 0, voided = voided + available where id = $1", [
    id,
  ]);
  const { rows } = await database().pool.query(
    "select address from alert_mails where pool_id = $1 order by 1",
    [id],
  );
  expect(rows).toEqual([{ address: "ada@example.com" }, { address: "bo@example.com" }]);
});

test("an archived pool has no troubles, and one that is restored tells only what is new", async () => {
  const id = await pool(12);
  await claim(id, 5);
  await archivePool({ accountId, poolId: id, actor: "Ada" });
  expect(await alertsOf(id)).toEqual([]);
  await unarchivePool({ accountId, poolId: id, actor: "Ada" });
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark"]);
  expect(await alertsOf(id)).toEqual(["pool.low untold"]);
});

async function reason(poolId: string, why: UnavailableReason | null): Promise<void> {
  await inTransaction((client) => setReason(client, [poolId], why));
}

test("a pool that is empty when it is restored is shown as empty, and told the next day", async () => {
  const id = await pool(1);
  await claim(id, 1);
  await archivePool({ accountId, poolId: id, actor: "Ada" });
  await unarchivePool({ accountId, poolId: id, actor: "Ada" });
  expect(await alertsOf(id)).toEqual(["pool.empty untold"]);
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark", "pool.empty no_codes_left"].slice(1));
  const never = await pool(0);
  await archivePool({ accountId, poolId: never, actor: "Ada" });
  await unarchivePool({ accountId, poolId: never, actor: "Ada" });
  expect(await alertsOf(never)).toEqual([]);
});

test("a dynamic pool tells why it hands out nothing, and when it goes on", async () => {
  const { id } = await poolWithReadyCodes(accountId, 5, { bufferTarget: 5 });
  await reason(id, "disconnected");
  await reason(id, "reconnect_needed");
  await reason(id, null);
  expect(await eventsOf(id)).toEqual(["pool.unavailable disconnected", "pool.recovered unavailable"]);
});

test("a pool whose offer is planned for later is not in trouble, and its start is no recovery", async () => {
  const { id } = await newDynamicPool(accountId, { unavailableReason: "discount_scheduled" });
  await reason(id, null);
  expect(await eventsOf(id)).toEqual([]);
  expect(await alertsOf(id)).toEqual([]);
});

test("one whose discount is deleted before its start is in trouble, and told of once", async () => {
  const { id } = await newDynamicPool(accountId, { unavailableReason: "discount_scheduled" });
  await reason(id, "discount_deleted");
  await reason(id, "discount_scheduled");
  await reason(id, "disconnected");
  expect(await eventsOf(id)).toEqual(["pool.unavailable discount_deleted"]);
  expect(await alertsOf(id)).toEqual(["pool.unavailable"]);
  await reason(id, null);
  expect((await eventsOf(id)).at(-1)).toBe("pool.recovered unavailable");
});

test("a limit that is nearly reached is low, and reached it is empty", async () => {
  const { id } = await poolWithReadyCodes(accountId, 10, { limit: 10, bufferTarget: 10 });
  await claim(id, 8);
  expect(await eventsOf(id)).toEqual([]);
  await claim(id, 1);
  await claim(id, 1);
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark", "pool.empty limit_reached"]);
});

test("a pool that lacks codes which nobody makes is told after a quarter of an hour, and when they come", async () => {
  const dynamic = await newDynamicPool(accountId, { bufferTarget: 250 });
  const { batchIds } = await writeCodes(dynamic, 10);
  const { pool: db } = database();
  await db.query("update batches set tries = 3, last_error = 'Throttled' where id = any ($1)", [batchIds]);
  await watchPools();
  expect(await eventsOf(dynamic.id)).toEqual([]);
  await db.query("update batches set created_at = created_at - interval '16 minutes' where id = any ($1)", [
    batchIds,
  ]);
  await watchPools();
  await watchPools();
  expect(await eventsOf(dynamic.id)).toEqual(["pool.replenish_failed Throttled"]);
  await db.query("update batches set state = 'settled' where id = any ($1)", [batchIds]);
  await watchPools();
  expect(await alertsOf(dynamic.id)).toEqual(["pool.replenish_failed"]);
  await db.query("update pools set added = added + 240, available = available + 240 where id = $1", [
    dynamic.id,
  ]);
  await watchPools();
  expect((await eventsOf(dynamic.id)).at(-1)).toBe("pool.recovered replenish_failed");
  expect(await alertsOf(dynamic.id)).toEqual([]);
});

test("a pool that lacks codes and then loses its store is not told to be well", async () => {
  const dynamic = await newDynamicPool(accountId, { bufferTarget: 250 });
  const { batchIds } = await writeCodes(dynamic, 10);
  await database().pool.query(
    "update batches set tries = 3, created_at = created_at - interval '16 minutes' where id = any ($1)",
    [batchIds],
  );
  await watchPools();
  await reason(dynamic.id, "disconnected");
  await watchPools();
  expect(await eventsOf(dynamic.id)).toEqual(["pool.replenish_failed", "pool.unavailable disconnected"]);
  expect(await alertsOf(dynamic.id)).toEqual(["pool.unavailable"]);
});

test("codes that a shop refused are no trouble any more once the shop is disconnected", async () => {
  const id = await pool(30);
  const { pool: db } = database();
  const store = await database().prisma.store.findFirstOrThrow({ where: { accountId } });
  await db.query("insert into pool_checks (pool_id, store_id, looked, refused) values ($1, $2, 20, 4)", [
    id,
    store.id,
  ]);
  await watchPools();
  expect(await alertsOf(id)).toEqual(["pool.codes_refused"]);
  await db.query("update stores set disconnected_at = now() where id = $1", [store.id]);
  await watchPools();
  expect(await alertsOf(id)).toEqual([]);
  await db.query("update stores set disconnected_at = null where id = $1", [store.id]);
});

test("after a look into one pool's shop, that pool is told of and no other", async () => {
  const [looked, other] = [await pool(30), await pool(30)];
  const { pool: db } = database();
  const found = async (refused: number) =>
    await db.query(
      `insert into pool_checks (pool_id, store_id, looked, refused)
       select p.id, s.id, 20, $2 from pools p join stores s on s.account_id = p.account_id and s.disconnected_at is null
       where p.id = any ($1::text[])
       on conflict (pool_id, store_id) do update set refused = excluded.refused`,
      [[looked, other], refused],
    );
  await found(4);
  await noteTroubles({ poolId: looked });
  expect([await alertsOf(looked), await alertsOf(other)]).toEqual([["pool.codes_refused"], []]);
  await noteTroubles({ poolId: null });
  await found(0);
  await noteTroubles({ poolId: looked });
  expect([await alertsOf(looked), await alertsOf(other)]).toEqual([[], ["pool.codes_refused"]]);
});

test("codes that one of an account's shops takes are no trouble, whatever the others say of them", async () => {
  const id = await pool(30);
  const { pool: db, prisma } = database();
  const [{ storeId: second }, first] = await Promise.all([
    connectStore({
      platform: "magento",
      domain: `second-${id}`,
      accountId: accountId as AccountId,
      actor: "test",
    }),
    prisma.store.findFirstOrThrow({ where: { accountId } }),
  ]);
  const found = async (storeId: string, refused: number) =>
    await db.query(
      `insert into pool_checks (pool_id, store_id, looked, refused) values ($1, $2, 5, $3)
       on conflict (pool_id, store_id) do update set refused = excluded.refused`,
      [id, storeId, refused],
    );
  const listed = async () => {
    const { pools } = await listPools({ accountId, sort: "name", direction: "asc", page: 1, pageSize: 200 });
    return pools.find((one) => one.id === id)?.codesRefused;
  };
  await found(first.id, 5);
  await found(second, 0);
  await watchPools();
  expect([await alertsOf(id), await listed()]).toEqual([[], false]);
  await found(second, 2);
  await watchPools();
  expect([await alertsOf(id), await listed()]).toEqual([["pool.codes_refused"], true]);
  await db.query("update stores set disconnected_at = now() where id = $1", [second]);
});

test("codes that the checkout refuses, and codes about to expire, are told once and end silently", async () => {
  prefix += 1;
  const soon = new Date(Date.now() + 3 * 86_400_000);
  const id = await poolWithCodes(
    accountId,
    codesNamed(`W${prefix}`, 30).map((code) => ({ code, expiresAt: soon })),
  );
  const { pool: db } = database();
  await db.query(
    `insert into pool_checks (pool_id, store_id, looked, refused)
     select $1, id, 20, 4 from stores where account_id = $2`,
    [id, accountId],
  );
  await watchPools();
  await watchPools();
  expect(await eventsOf(id)).toEqual(["pool.codes_expiring", "pool.codes_refused"]);
  const { rows } = await db.query("select detail from events where pool_id = $1 order by type", [id]);
  expect(rows).toEqual([{ detail: { codes: 30, days: 7 } }, { detail: { looked: 20, refused: 4 } }]);
  await db.query("update pool_checks set refused = 0 where pool_id = $1", [id]);
  await watchPools();
  expect(await alertsOf(id)).toEqual(["pool.codes_expiring"]);
  expect(await eventsOf(id)).toHaveLength(2);
});

test("refused codes that one look finds and the next does not are told once a day", async () => {
  const id = await pool(30);
  const { pool: db } = database();
  const { rows: stores } = await db.query<{ id: string }>("select id from stores where account_id = $1", [
    accountId,
  ]);
  await db.query("insert into pool_checks (pool_id, store_id, looked) values ($1, $2, 5)", [
    id,
    stores[0]?.id,
  ]);
  const look = async (refused: number) => {
    await db.query("update pool_checks set refused = $2 where pool_id = $1", [id, refused]);
    await watchPools();
  };
  for (const refused of [1, 0, 2, 0, 1]) await look(refused);
  expect(await eventsOf(id)).toEqual(["pool.codes_refused"]);
  expect(await alertsOf(id)).toEqual(["pool.codes_refused"]);
  await db.query("update events set at = at - interval '25 hours' where pool_id = $1", [id]);
  await db.query("update pool_alerts set told_at = told_at - interval '25 hours' where pool_id = $1", [id]);
  await look(1);
  expect(await eventsOf(id)).toEqual(["pool.codes_refused", "pool.codes_refused again"]);
  await look(0);
  await look(1);
  expect(await eventsOf(id)).toHaveLength(2);
});

test("what lasts is shown, and said again, as it is by then, and that is no new event", async () => {
  prefix += 1;
  const soon = new Date(Date.now() + 3 * 86_400_000);
  const codes = codesNamed(`W${prefix}`, 30).map((code) => ({ code, expiresAt: soon }));
  const id = await poolWithCodes(accountId, codes);
  await watchPools();
  await claim(id, 25);
  await watchPools();
  expect(await eventsOf(id)).toEqual(["pool.codes_expiring"]);
  expect(await listPoolTroubles(id)).toEqual([
    { kind: "pool.codes_expiring", detail: { codes: 5, days: 7 } },
  ]);
  await database().pool.query(
    "update pool_alerts set told_at = told_at - interval '25 hours' where pool_id = $1",
    [id],
  );
  await watchPools();
  const { rows } = await database().pool.query(
    "select detail, is_reminder as again from events where pool_id = $1 order by number",
    [id],
  );
  expect(rows).toEqual([
    { detail: { codes: 30, days: 7 }, again: false },
    { detail: { codes: 5, days: 7 }, again: true },
  ]);
});

test("a buffer that swings around its half while the store fails is one trouble", async () => {
  const { pool: db } = database();
  const dynamic = await poolWithReadyCodes(accountId, 19, { bufferTarget: 40 });
  const { batchIds } = await writeCodes(dynamic, 10);
  await db.query(
    `update batches set tries = 3, last_error = 'Throttled', created_at = created_at - interval '16 minutes'
     where id = any ($1)`,
    [batchIds],
  );
  await watchPools();
  // 19 codes are ready: now half of the buffer, now a little less, at last much more than half.
  const bufferIs = async (quantity: number) => {
    await db.query("update pools set buffer_target = $2 where id = $1", [dynamic.id, quantity]);
    await watchPools();
  };
  for (const quantity of [38, 40, 37, 40]) await bufferIs(quantity);
  expect(await eventsOf(dynamic.id)).toEqual(["pool.replenish_failed Throttled"]);
  await bufferIs(30);
  expect((await eventsOf(dynamic.id)).at(-1)).toBe("pool.recovered replenish_failed");
});

test("what lasts is said again after a day, once a day, and not to endpoints", async () => {
  const account = await newAccount();
  await newEndpoint(account);
  await tellByMail(account, "ada@example.com");
  prefix += 1;
  const id = await poolWithCodes(account, codesNamed(`D${prefix}`, 20), {
    lowWaterUnit: "count",
    lowWaterValue: 10,
  });
  await database().pool.query("update pools set low_water_value = 30 where id = $1", [id]);
  await watchPools();
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark"]);
  const dayPasses = async () =>
    await database().pool.query(
      "update pool_alerts set told_at = told_at - interval '25 hours' where pool_id = $1",
      [id],
    );
  await dayPasses();
  await watchPools();
  await watchPools();
  expect(await eventsOf(id)).toEqual(["pool.low low_water_mark", "pool.low again"]);
  await dayPasses();
  await watchPools();
  expect(await eventsOf(id)).toHaveLength(3);
  const sent = await database().pool.query("select from event_deliveries where pool_id = $1", [id]);
  expect(sent.rowCount).toBe(1);
  const mails = await database().pool.query("select from alert_mails where pool_id = $1", [id]);
  expect(mails.rowCount).toBe(3);
});

test("an upload that is done and one that failed are told with what came of them", async () => {
  const id = await emptyPool(accountId);
  await importText({ accountId, poolId: id }, "code\nUP-1\nUP-2\nUP-2\n");
  await importText({ accountId, poolId: id }, `code\n${"X".repeat(300)}\n`);
  const { rows } = await database().pool.query(
    "select type, detail -> 'upload' as upload from events where pool_id = $1 order by number",
    [id],
  );
  expect(rows).toMatchObject([
    {
      type: "upload.completed",
      upload: { status: "completed", rows: 3, added: 2, duplicateInFile: 1, error: null },
    },
    { type: "upload.failed", upload: { status: "failed", added: 0 } },
  ]);
});

test("an order that redeems a code is an event once, where somebody listens", async () => {
  const account = await newAccount();
  const { id: storeId } = await database().prisma.store.findFirstOrThrow({ where: { accountId: account } });
  prefix += 1;
  const codes = codesNamed(`O${prefix}`, 3);
  const id = await poolWithCodes(account, codes);
  const order = (code: string, orderId: string) => ({
    kind: "redeemed" as const,
    code,
    orderId,
    orderNumber: `#${orderId}`,
    total: "80.5",
    discount: "8",
    currency: "EUR",
    at: new Date("2026-11-23T10:00:00Z"),
  });
  const claimed = await claimCodes({
    accountId: account,
    clientId: "cpk_test" as ApiClientId,
    broadcastAllowed: false,
    pool: id,
    campaign: { id: "welcome", type: "automation" },
    mode: "live",
    recipients: [{ key: "order-1", contact: "ada@example.com" }],
  });
  expect(claimed.ok).toBe(true);
  await recordRedemptions({ accountId: account, storeId, news: [order(codes[1] ?? "", "1")] });
  expect(await eventsOf(id)).toEqual([]);
  await newEndpoint(account);
  const news = [order((codes[0] ?? "").toLowerCase(), "2")];
  await recordRedemptions({ accountId: account, storeId, news });
  await recordRedemptions({ accountId: account, storeId, news });
  const { rows } = await database().pool.query("select type, detail from events where pool_id = $1", [id]);
  expect(rows).toEqual([
    {
      type: "code.redeemed",
      detail: {
        key: "order-1",
        code: codes[0],
        orderId: "2",
        amount: "80.50",
        currency: "EUR",
        redeemedAt: "2026-11-23T10:00:00.000Z",
      },
    },
  ]);
});
