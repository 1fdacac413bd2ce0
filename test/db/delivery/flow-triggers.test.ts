import { beforeEach, expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { forgetEvents } from "#app/alerts/forget-events.server.ts";
import { database } from "#app/db/database.server.ts";
import { fireFlowTriggers } from "#app/delivery/fire-flow-triggers.server.ts";
import type { PlatformResult } from "#app/platforms/discount-platform.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newDynamicPool } from "#test/support/dynamic-pool.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

const OK: PlatformResult<null> = { ok: true, value: null };
const failure = (failed: (PlatformResult<null> & { ok: false })["failure"]): PlatformResult<null> => ({
  ok: false,
  failure: failed,
});
const AWAY = failure({
  kind: "unreachable",
  reason: "shop_frozen",
  detail: "Shopify answered with status 402.",
});
const CUT = failure({ kind: "unknown", detail: "The connection was cut." });
const REFUSED = failure({ kind: "refused", detail: "There is no trigger of that handle.", errors: [] });

let accountId: string;
let storeId: string;
let now: Date;
let answers: (PlatformResult<null> | null)[];
let fired: { storeId: string; payload: Record<string, string | number> }[];

beforeEach(async () => {
  await database().pool.query("delete from flow_triggers");
  accountId = await newAccount();
  storeId = (await database().prisma.store.findFirstOrThrow({ where: { accountId } })).id;
  // A little ahead of the database, which says when events happen.
  now = new Date(Date.now() + 30_000);
  answers = [];
  fired = [];
});

async function fireAll(): Promise<void> {
  const surroundings = {
    clock: () => now,
    random: () => 0.5,
    appUrlIn: (shop: string) => `https://admin.example.com/${shop}`,
    fire: async (of: string, payload: Record<string, string | number>) => {
      fired.push({ storeId: of, payload });
      const answer = answers.shift();
      return answer === undefined ? OK : answer;
    },
  };
  while ((await fireFlowTriggers(surroundings)) > 0);
}

const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};
const become = async (pool: string, available: number) =>
  await database().pool.query("update pools set available = $2, assigned = added - $2 where id = $1", [
    pool,
    available,
  ]);
const told = () => fired.map(({ payload }) => `${payload["Pool status"]} ${payload["Codes left"]}`);
async function rows(): Promise<string[]> {
  const found = await database().prisma.flowTrigger.findMany({ orderBy: { eventNumber: "asc" } });
  return found.map(({ state, attempts }) => `${state} ${attempts}`);
}

test("a pool that falls below its mark is told once, and once more when it is empty", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("FLOW", 100), { name: "Spring" });
  // What is news comes after the pool was seen to be well.
  await become(pool, 100);
  await become(pool, 10);
  await become(pool, 9);
  await become(pool, 8);
  await fireAll();
  expect(told()).toEqual(["low 10"]);
  expect(fired[0]).toMatchObject({
    storeId,
    payload: { "Pool name": "Spring", "Percent left": 10, "Event ID": expect.stringMatching(/^evt_/) },
  });
  await become(pool, 0);
  await fireAll();
  await fireAll();
  expect(told()).toEqual(["low 10", "empty 0"]);
  expect(await rows()).toEqual(["sent 1", "sent 1"]);
});

test("a change that is rolled back tells nobody", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("BACK", 100));
  await become(pool, 100);
  const client = await database().pool.connect();
  await client.query("begin");
  await client.query("update pools set available = 5, assigned = 95 where id = $1", [pool]);
  await client.query("rollback");
  client.release();
  await fireAll();
  expect(told()).toEqual([]);
});

test("an uploaded pool is told to every connected Shopify store, a dynamic one to its own, Magento to none", async () => {
  const { prisma } = database();
  const other = { accountId, name: "Other", platform: "shopify" as const };
  await prisma.store.create({ data: { ...other, id: `second-${accountId}`, domain: `second-${accountId}` } });
  await prisma.store.create({
    data: { ...other, id: `gone-${accountId}`, domain: `gone-${accountId}`, disconnectedAt: now },
  });
  await prisma.store.create({
    data: { ...other, id: `magento-${accountId}`, domain: `magento-${accountId}`, platform: "magento" },
  });
  const uploaded = await poolWithCodes(accountId, codesNamed("MANY", 100));
  await become(uploaded, 100);
  await become(uploaded, 5);
  await fireAll();
  expect(fired.map((one) => one.storeId).sort()).toEqual([storeId, `second-${accountId}`].sort());
  fired = [];
  const { id, templateId } = await newDynamicPool(accountId, { limit: 100 });
  const { storeId: own } = await prisma.template.findUniqueOrThrow({ where: { id: templateId } });
  await database().pool.query("update pools set added = 50, available = 50 where id = $1", [id]);
  await database().pool.query(
    "update pools set available = 0, assigned = 50, assign_limit = 52 where id = $1",
    [id],
  );
  await fireAll();
  expect(fired.map((one) => one.storeId)).toEqual([own]);
  expect(told()).toEqual(["low 2"]);
});

test("an account without Shopify is told nothing", async () => {
  const { accountId: magento } = await connectStore({
    platform: "magento",
    domain: `m-${accountId}`,
    actor: "test",
  });
  const pool = await poolWithCodes(magento, codesNamed("MAGE", 100));
  await become(pool, 100);
  await become(pool, 5);
  await fireAll();
  expect(await rows()).toEqual([]);
});

let pools = 0;
async function lowPool(): Promise<void> {
  pools += 1;
  const pool = await poolWithCodes(accountId, codesNamed(`LOW${pools}`, 100));
  await become(pool, 100);
  await become(pool, 5);
}

test("a shop that is away, or that cuts the connection, is told later, with the same event", async () => {
  await lowPool();
  answers = [AWAY, CUT];
  await fireAll();
  expect(await rows()).toEqual(["waiting 1"]);
  await fireAll();
  expect(fired).toHaveLength(1);
  pass(10);
  await fireAll();
  pass(60);
  await fireAll();
  expect(await rows()).toEqual(["sent 3"]);
  expect(new Set(fired.map(({ payload }) => payload["Event ID"])).size).toBe(1);
});

test("when Shopify says how long to wait, it is not asked before", async () => {
  await lowPool();
  answers = [failure({ kind: "later", afterSeconds: 600, detail: "Throttled." })];
  await fireAll();
  pass(590);
  await fireAll();
  expect(fired).toHaveLength(1);
  pass(20);
  await fireAll();
  expect(fired).toHaveLength(2);
});

test("what Shopify refuses is not tried again; nor is a store that is not connected", async () => {
  await lowPool();
  await lowPool();
  answers = [REFUSED, null];
  await fireAll();
  pass(86_400);
  await fireAll();
  expect(fired).toHaveLength(2);
  expect(await rows()).toEqual(["failed 1", "failed 1"]);
});

test("a throw is one store's failure: it is tried again, and the others go on", async () => {
  await lowPool();
  await lowPool();
  let calls = 0;
  const fire = async () => {
    calls += 1;
    if (calls === 1) throw new Error("a bug");
    return OK;
  };
  await fireFlowTriggers({ clock: () => now, random: () => 0, appUrlIn: () => "", fire });
  expect((await rows()).sort()).toEqual(["sent 1", "waiting 1"]);
  pass(10);
  await fireAll();
  expect((await rows()).sort()).toEqual(["sent 1", "sent 2"]);
});

test("after three days it is given up", async () => {
  await lowPool();
  answers = Array(100).fill(AWAY);
  for (let hours = 0; hours < 80; hours += 1) {
    await fireAll();
    pass(3_600);
  }
  const [row] = await database().prisma.flowTrigger.findMany();
  expect(row?.state).toBe("failed");
  expect(row?.attempts).toBeGreaterThan(15);
});

test("of two processes one fires, and what a dead one held is taken up", async () => {
  await lowPool();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const surroundings = (fire: () => Promise<PlatformResult<null>>) => ({
    clock: () => now,
    random: () => 0,
    appUrlIn: () => "https://admin.example.com",
    fire,
  });
  const first = fireFlowTriggers(surroundings(async () => await held.then(() => CUT)));
  await expect
    .poll(async () => (await database().prisma.flowTrigger.findFirstOrThrow()).leasedUntil)
    .not.toBeNull();
  expect(await fireFlowTriggers(surroundings(async () => OK))).toBe(0);
  pass(121);
  expect(await fireFlowTriggers(surroundings(async () => OK))).toBe(1);
  release();
  await first;
  // What the first one says afterwards changes nothing.
  expect(await rows()).toEqual(["sent 1"]);
});

test("they are forgotten with their events", async () => {
  await lowPool();
  await fireAll();
  await database().pool.query("update events set at = now() - interval '31 days'");
  await forgetEvents();
  expect(await rows()).toEqual([]);
});
