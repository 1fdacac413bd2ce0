import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { findCopy } from "#app/accounts/find-copy.server.ts";
import { noteExchange } from "#app/accounts/note-exchange.server.ts";
import { forgetPlace } from "#app/bridge/forget-place.server.ts";
import { instructExpiries } from "#app/bridge/instruct-expiries.server.ts";
import { moveShop } from "#app/bridge/move-shop.server.ts";
import { takePlace } from "#app/bridge/take-place.server.ts";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { instruct } from "#app/platforms/magento/instruct.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { SHOP_REPORT } from "#test/support/magento-shop.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { PretendModule } from "#test/support/pretend-module.ts";

freshDatabase();

beforeAll(async () => {
  await startQueue();
  return stopQueue;
});

const SHOP = "https://shop.example.com/";
const STAGING = "https://staging.example.com/";

let store: { accountId: string; storeId: string };
let module: PretendModule;
beforeEach(async () => {
  store = await connectStore({
    platform: "magento",
    domain: randomUUID(),
    name: "Main Website",
    actor: "test",
  });
  module = new PretendModule(store);
});

async function call(baseUrl: string, name: string, cursor: string | null): Promise<string | null> {
  const taken = await takePlace(store.storeId, { baseUrl, place: { database: name, cursor } }, new Date());
  if (taken.kind === "copy") return "copy";
  await noteExchange(store.storeId, { ...SHOP_REPORT, baseUrl, health: {} });
  return taken.cursor;
}

async function history(): Promise<string[]> {
  const { rows } = await database().pool.query<{ verb: string }>(
    "select verb from history where account_id = $1 and verb <> 'store.connected' order by id",
    [store.accountId],
  );
  return rows.map(({ verb }) => verb);
}

/** Everything that the shop holds, as a backup does. */
function backUp(): () => void {
  const coupons = new Map([...module.coupons].map(([key, coupon]) => [key, { ...coupon }]));
  const done = new Map(module.done);
  return () => Object.assign(module, { coupons, done });
}

async function exchangeAll(): Promise<void> {
  for (let round = 0; round < 20; round += 1) if (!(await module.tick())) return;
}

test("a copy of the shop is refused, told of once, and changes nothing of the shop's own exchange", async () => {
  const first = await call(SHOP, "production", null);
  const second = await call(SHOP, "production", first);
  for (let n = 0; n < 3; n += 1) expect(await call(STAGING, "staging", first)).toBe("copy");
  expect(await call(SHOP, "production", second)).not.toBe("copy");
  expect(await history()).toEqual(["store.copy_refused"]);
  expect(await findCopy(store.storeId)).toMatchObject({ baseUrl: STAGING });
});

test("a copy is refused though the shop's module was too old to say where it is", async () => {
  await noteExchange(store.storeId, { ...SHOP_REPORT, health: {} });
  expect(await call(STAGING, "staging", null)).toBe("copy");
  expect(await call(SHOP, "production", null)).not.toBe("copy");
  const old = await takePlace(store.storeId, { baseUrl: STAGING, place: null }, new Date());
  expect(old).toEqual({ kind: "copy", baseUrl: SHOP });
});

test("an old module is taken as it always was", async () => {
  for (const baseUrl of [SHOP, STAGING])
    expect(await takePlace(store.storeId, { baseUrl, place: null }, new Date())).toEqual({
      kind: "shop",
      cursor: null,
    });
});

test("once a person says that it moved, the shop is there, and where it was is the copy", async () => {
  const cursor = await call(SHOP, "production", null);
  expect(await call(STAGING, "new", cursor)).toBe("copy");
  const place = { database: "new", cursor };
  const moved = await moveShop(store.storeId, { baseUrl: STAGING, place, actor: "Ada" }, new Date());
  expect(await call(SHOP, "production", cursor)).toBe("copy");
  expect(await call(STAGING, "new", moved)).not.toBe("copy");
  expect(await history()).toEqual(["store.copy_refused", "store.moved", "store.copy_refused"]);
});

test("whoever was connected by a person is the shop", async () => {
  await call(SHOP, "production", null);
  await forgetPlace(store.storeId);
  expect(await call(STAGING, "new", null)).not.toBe("copy");
});

test("codes that a restored shop has lost are created again with their ends, but for used and void ones", async () => {
  const rule = module.addRule();
  const cursor = await call(SHOP, "production", null);
  const codes = codesNamed("LOST", 4);
  const [free = "", assigned = "", used = "", gone = ""] = codes;
  await poolWithCodes(store.accountId, codes);
  const { storeId } = store;
  const { pool } = database();
  const restore = backUp();
  await instruct(pool, { storeId, kind: "codes.insert", purpose: "codes:1", data: { rule, codes } });
  await exchangeAll();
  const expiries = [{ code: assigned, expiresAt: "2026-12-24T23:00:00.000Z" }];
  await instruct(pool, { storeId, kind: "codes.expire", purpose: "expire:1", data: { expiries } });
  await instruct(pool, { storeId, kind: "codes.delete", purpose: "gone:1", data: { codes: [gone] } });
  await exchangeAll();
  await pool.query("update codes set state = 'assigned' where code = $1", [assigned]);
  await pool.query("update codes set state = 'redeemed' where code = $1", [used]);
  await pool.query("update codes set state = 'void' where code = $1", [gone]);
  const later = await call(SHOP, "production", cursor);
  await call(SHOP, "production", later);
  expect(module.codesOf(rule)).toHaveLength(3);

  restore();
  expect(module.codesOf(rule)).toEqual([]);
  const healed = await call(SHOP, "production", cursor);
  const told = await pool.query(
    "select data from bridge_instructions where store_id = $1 and purpose like 'again:%' and kind = 'codes.insert'",
    [storeId],
  );
  expect(told.rows).toEqual([{ data: { rule, codes: [free, assigned], again: true } }]);
  await exchangeAll();
  await call(SHOP, "production", healed);
  await exchangeAll();
  expect(module.codesOf(rule).sort()).toEqual([free, assigned].sort());
  expect([...module.coupons.values()].find(({ code }) => code === assigned)?.expiresAt).toBe(
    "2026-12-24T23:00:00.000Z",
  );
  expect(await history()).toContain("store.restored");

  // The same backup once more, as after a restore that went wrong: each is done again once, not twice.
  restore();
  await call(SHOP, "production", cursor);
  const { rows } = await pool.query(
    "select kind from bridge_instructions where store_id = $1 and state = 'waiting' and purpose like 'again:%'",
    [storeId],
  );
  expect(rows).toHaveLength(3);
});

test("what somebody else had is not asked for again as the shop's own", async () => {
  const { storeId } = store;
  const { pool } = database();
  await call(SHOP, "production", await call(SHOP, "production", null));
  const [ours = "", theirs = ""] = codesNamed("MIXED", 2);
  await poolWithCodes(store.accountId, [ours, theirs]);
  await pool.query(
    `insert into bridge_instructions (id, store_id, kind, purpose, urgency, data, state, result, ended_at)
     values ('ins_mixed', $1, 'codes.insert', 'codes:mixed', 2, $2, 'done', $3, now())`,
    [
      storeId,
      JSON.stringify({ rule: 1, codes: [ours, theirs] }),
      JSON.stringify({ created: 1, taken: [theirs], invalid: [] }),
    ],
  );
  // Without a cursor, from where the shop is: it has lost its tables.
  expect(await call(SHOP, "production", null)).not.toBe("copy");
  const { rows } = await pool.query(
    "select data from bridge_instructions where store_id = $1 and purpose = 'again:ins_mixed'",
    [storeId],
  );
  expect(rows).toEqual([{ data: { rule: 1, codes: [ours], again: true } }]);
});

test("ends that were told in many exchanges are told again in one, the last of each code", async () => {
  const { storeId } = store;
  const { pool } = database();
  await call(SHOP, "production", await call(SHOP, "production", null));
  const tell = async (n: number, expiries: [code: string, day: string][]) =>
    await pool.query(
      `insert into bridge_instructions (id, store_id, kind, purpose, urgency, data, state, created_at, ended_at)
       values ($1, $2, 'codes.expire', $1, 0, $3, 'done', now() - make_interval(mins => $4), now())`,
      [
        `ins_${storeId}_${n}`,
        storeId,
        JSON.stringify({ expiries: expiries.map(([code, day]) => ({ code, expiresAt: endOf(day) })) }),
        10 - n,
      ],
    );
  const endOf = (day: string) => `${day}T22:59:59.000Z`;
  await tell(1, [
    ["FIRST", "2026-12-24"],
    ["MOVED", "2026-12-31"],
  ]);
  await tell(2, [["MOVED", "2026-12-26"]]);
  await tell(3, [["LAST", "2026-12-27"]]);
  const made = Array.from({ length: 5_001 }, (_, n): [string, string] => [`MANY-${n}`, "2026-12-28"]);
  await tell(4, made.slice(0, 3_000));
  await tell(5, made.slice(3_000));
  await call(SHOP, "production", null);
  const { rows } = await pool.query<{ expiries: { code: string; expiresAt: string }[] }>(
    `select data -> 'expiries' as expiries from bridge_instructions
     where store_id = $1 and state = 'waiting' and kind = 'codes.expire' and purpose like 'again:%'`,
    [storeId],
  );
  expect(rows.map(({ expiries }) => expiries.length).sort()).toEqual([4, 5_000]);
  const told = new Map(rows.flatMap(({ expiries }) => expiries.map((one) => [one.code, one.expiresAt])));
  expect(told.size).toBe(5_004);
  expect(["FIRST", "MOVED", "LAST"].map((code) => told.get(code))).toEqual(
    ["2026-12-24", "2026-12-26", "2026-12-27"].map(endOf),
  );
});

test("an end that is told for the first time waits until the codes are there again", async () => {
  const { storeId } = store;
  const { pool } = database();
  await instruct(pool, {
    storeId,
    kind: "codes.insert",
    purpose: "again:1",
    data: { rule: 1, codes: ["A"] },
  });
  const poolId = await poolWithCodes(store.accountId, codesNamed("END", 1));
  await pool.query(
    `insert into code_expiries (store_id, code_id, expires_at)
     select $1, id, now() + interval '1 day' from codes where pool_id = $2`,
    [storeId, poolId],
  );
  expect(await instructExpiries(storeId)).toBe(false);
  await pool.query("update bridge_instructions set state = 'done' where store_id = $1", [storeId]);
  expect(await instructExpiries(storeId)).toBe(true);
});

test("what was done long before the backup was made is left alone", async () => {
  const { storeId } = store;
  const { pool } = database();
  const cursor = await call(SHOP, "production", null);
  const codes = codesNamed("OLD", 2);
  await poolWithCodes(store.accountId, codes);
  const rule = module.addRule();
  await instruct(pool, { storeId, kind: "codes.insert", purpose: "codes:1", data: { rule, codes } });
  await exchangeAll();
  await pool.query(
    "update bridge_instructions set ended_at = now() - interval '2 hours' where store_id = $1",
    [storeId],
  );
  await call(SHOP, "production", await call(SHOP, "production", cursor));
  await call(SHOP, "production", cursor);
  const { rows } = await pool.query(
    "select from bridge_instructions where store_id = $1 and purpose like 'again:%'",
    [storeId],
  );
  expect(rows).toEqual([]);
});
