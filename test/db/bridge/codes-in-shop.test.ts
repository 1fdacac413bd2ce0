import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { createDynamicPool } from "#app/pools/create-dynamic-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { askCheck } from "#app/replenishment/ask-check.server.ts";
import { checkPool } from "#app/replenishment/check-pool.server.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { codesInShop } from "#app/replenishment/codes-in-shop.server.ts";
import { createCodes } from "#app/replenishment/create-codes.server.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { startCreation } from "#app/replenishment/start-creation.server.ts";
import { createTemplate } from "#app/templates/create-template.server.ts";
import { platformOf } from "#app/wiring/platform-of.server.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { PretendModule } from "#test/support/pretend-module.ts";
import { quickClock, TEN_PERCENT } from "#test/support/replenished-pool.ts";

freshDatabase();

beforeAll(async () => {
  await startQueue();
  return stopQueue;
});

let store: { accountId: string; storeId: string };
let module: PretendModule;
let rule: number;
let named = 0;
beforeEach(async () => {
  store = await connectStore({ platform: "magento", domain: randomUUID(), currency: "EUR", actor: "test" });
  module = new PretendModule(store);
  rule = module.addRule({ name: "Welcome" });
  await module.reportRules(randomUUID());
  named += 1;
});

async function work() {
  return {
    clock: quickClock(),
    random: Math.random,
    signal: new AbortController().signal,
    storeId: store.storeId,
    platform: await platformOf(store.storeId),
  };
}
const checkAll = async () => await checkStore(await work());
const check = async (poolId: string) => await checkPool({ ...(await work()), poolId });

function inShop(code: string, of = rule): void {
  module.coupons.set(code.toLowerCase(), { code, rule: of, ours: false, expiresAt: null });
}
async function shown(poolId: string) {
  const found = await codesInShop({ ...store, poolId });
  if (!found) throw new Error("The account has no store.");
  return found.check;
}
/** Exchanges until the store has nothing to do, and takes the jobs that their results have sent. */
async function jobsOfExchanges(name: string): Promise<unknown[]> {
  for (let round = 0; round < 20 && (await module.tick()); round += 1);
  const { rows } = await database().pool.query<{ data: unknown }>(
    `delete from pgboss.job where name = $1 and (data ->> 'storeId' = $2 or data ->> 'creationId' is not null)
     returning data`,
    [name, store.storeId],
  );
  return rows.map(({ data }) => data);
}

test("nothing is said of uploaded codes until the shop has answered; then why its checkout refuses which", async () => {
  const codes = codesNamed(`LOOK${named}`, 5);
  const [fine, missing, off, used, other] = codes as [string, string, string, string, string];
  const pool = await poolWithCodes(store.accountId, codes);
  const inactive = module.addRule({ name: "Off", isActive: false });
  await module.reportRules(randomUUID());
  for (const code of [fine, used, other.toLowerCase()]) inShop(code);
  inShop(off, inactive);
  module.usedUp.add(used.toLowerCase());

  await checkAll();
  expect(await shown(pool)).toMatchObject({ checkedAt: null, looked: 0, refused: [] });
  expect(await jobsOfExchanges("check-pool")).toEqual([{ poolId: pool, storeId: store.storeId }]);
  await check(pool);
  const { looked, refused } = await shown(pool);
  expect(looked).toBe(5);
  expect(refused.toSorted((a, b) => (a.code < b.code ? -1 : 1))).toEqual([
    { code: missing, why: "not_in_shop", discount: null },
    { code: off, why: "inactive", discount: "Off" },
    { code: used, why: "used_up", discount: "Welcome" },
  ]);
});

test("a look that a merchant asks for is not answered with what the shop said before", async () => {
  const [code = ""] = codesNamed(`AGAIN${named}`, 1);
  const pool = await poolWithCodes(store.accountId, [code]);
  await checkAll();
  await jobsOfExchanges("check-pool");
  await check(pool);
  expect((await shown(pool)).refused).toMatchObject([{ why: "not_in_shop" }]);

  inShop(code);
  await askCheck({ accountId: store.accountId, poolId: pool });
  await check(pool);
  expect(await shown(pool)).toMatchObject({ isLooking: true, trouble: null });
  await jobsOfExchanges("check-pool");
  await check(pool);
  expect(await shown(pool)).toMatchObject({ isLooking: false, refused: [] });
});

test("ready codes of a dynamic pool that somebody deleted in the shop are taken out before anybody gets them", async () => {
  const platform = await platformOf(store.storeId);
  const found = await platform.findDiscount(String(rule));
  if (!found.ok || !found.value) throw new Error("There is no such rule.");
  const input = { source: "existing", name: "Welcome", discount: found.value } as const;
  const template = await createTemplate({ ...store, actor: "test", input, offerProblems: () => [] });
  if (!template.ok) throw new Error(template.refusal.detail);
  const made = await createDynamicPool({
    accountId: store.accountId,
    actor: "test",
    settings: {
      name: "Welcome",
      handle: `welcome-${named}`,
      templateId: template.value.id,
      codeFormat: { prefix: "DYN-" },
      bufferFixed: 300,
      waitMilliseconds: 0,
    },
  });
  if (!made.ok) throw new Error(made.refusal.detail);
  const poolId = made.value.id;
  await replenishPool({ poolId });
  for (let round = 0; round < 4; round += 1) {
    await mintStore(await work());
    await module.tick();
  }
  const available = async () => {
    const pool = await getPool({ accountId: store.accountId, pool: poolId });
    return pool.ok ? pool.value.counts.available : -1;
  };
  expect(await available()).toBe(300);

  const kept = module.codesOf(rule).slice(0, 40);
  module.coupons = new Map([...module.coupons].filter(([, { code }]) => kept.includes(code)));
  await checkAll();
  // The sample first, then its whole batch, 250 codes at a time.
  for (let look = 0; look < 3; look += 1) {
    expect(await jobsOfExchanges("check-pool")).not.toEqual([]);
    await check(poolId);
  }
  expect(await available()).toBe(40);
  await expectCountsEqualRows(poolId);
});

test("codes that another rule of the shop has already are fine when its checkout takes them, and listed when not", async () => {
  const codes = codesNamed(`MAKE${named}`, 20);
  const poolId = await poolWithCodes(store.accountId, codes);
  const inactive = module.addRule({ name: "Off", isActive: false });
  const theirs = module.addRule({ name: "Theirs" });
  await module.reportRules(randomUUID());
  inShop(codes[3] ?? "", theirs);
  inShop(codes[4] ?? "", inactive);
  const input = { source: "described", name: "Ten percent", offer: TEN_PERCENT } as const;
  const template = await createTemplate({ ...store, actor: "test", input, offerProblems: () => [] });
  if (!template.ok) throw new Error(template.refusal.detail);
  const started = await startCreation({
    accountId: store.accountId,
    poolId,
    templateId: template.value.id,
    actor: "Ada",
  });
  if (!started.ok) throw new Error(started.refusal.detail);
  const { creationId } = started.value;
  for (let round = 0; round < 10; round += 1) {
    const { kind } = await createCodes({ ...(await work()), creationId });
    if (kind === "over") break;
    await module.tick();
    await module.tick();
  }
  expect(await database().prisma.creation.findUniqueOrThrow({ where: { id: creationId } })).toMatchObject({
    state: "finished",
    created: 18,
    already: 1,
    refused: 1,
  });
  const refusals = await database().prisma.creationRefusal.findMany({ where: { creationId } });
  expect(refusals).toMatchObject([{ code: codes[4], why: "inactive", detail: "Off" }]);
});

test("a look that the shop could not do says nothing of the codes, be it of one alone", async () => {
  const [code = ""] = codesNamed(`FAIL${named}`, 1);
  const pool = await poolWithCodes(store.accountId, [code]);
  await checkAll();
  await database().pool.query(
    "update bridge_instructions set state = 'failed', detail = 'No.', ended_at = now() where store_id = $1 and kind = 'codes.find'",
    [store.storeId],
  );
  await check(pool);
  expect(await shown(pool)).toMatchObject({ checkedAt: null, looked: 0, refused: [] });
});
