import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { createDynamicPool } from "#app/pools/create-dynamic-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { tendGroups } from "#app/replenishment/tend-groups.server.ts";
import { updateGroups } from "#app/replenishment/update-groups.server.ts";
import { createTemplate } from "#app/templates/create-template.server.ts";
import { editTemplate } from "#app/templates/edit-template.server.ts";
import { platformOf } from "#app/wiring/platform-of.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { PretendModule } from "#test/support/pretend-module.ts";
import { quickClock, TEN_PERCENT } from "#test/support/replenished-pool.ts";

freshDatabase();

beforeAll(async () => {
  await startQueue();
  return stopQueue;
});

let store: { accountId: string; storeId: string };
let module: PretendModule;
beforeEach(async () => {
  store = await connectStore({
    platform: "magento",
    domain: randomUUID(),
    name: "Main Website",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    actor: "test",
  });
  module = new PretendModule(store);
});

function work() {
  return { clock: quickClock(), random: Math.random, signal: new AbortController().signal };
}

async function mint(): Promise<string> {
  const { kind } = await mintStore({
    ...work(),
    storeId: store.storeId,
    platform: await platformOf(store.storeId),
  });
  return kind;
}

/** Jobs and exchanges in turn, until neither has anything to do. */
async function untilQuiet(poolId: string): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    await replenishPool({ poolId });
    await mint();
    const wasBusy = await module.tick();
    const { rows } = await database().pool.query(
      "select from batches where pool_id = $1 and state <> 'settled'",
      [poolId],
    );
    if (!wasBusy && rows.length === 0) return;
  }
  throw new Error("It never came to rest.");
}

async function existingRule(rule: number): Promise<string> {
  await module.reportRules(randomUUID());
  const platform = await platformOf(store.storeId);
  const found = await platform.findDiscount(String(rule));
  if (!found.ok || !found.value) throw new Error("no such rule");
  const input = { source: "existing", name: "Welcome", discount: found.value } as const;
  const made = await createTemplate({ ...store, actor: "test", input, offerProblems: () => [] });
  if (!made.ok) throw new Error(made.refusal.detail);
  return made.value.id;
}

async function poolOf(templateId: string, settings: Record<string, unknown> = {}): Promise<string> {
  const made = await createDynamicPool({
    accountId: store.accountId,
    actor: "test",
    settings: {
      name: "Welcome",
      handle: `welcome-${randomUUID()}`,
      templateId,
      codeFormat: { prefix: "MAG-" },
      bufferFixed: 6_000,
      waitMilliseconds: 0,
      ...settings,
    },
  });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value.id;
}

async function available(poolId: string): Promise<number> {
  await expectCountsEqualRows(poolId);
  const pool = await getPool({ accountId: store.accountId, pool: poolId });
  if (!pool.ok) throw new Error(pool.refusal.detail);
  return pool.value.counts.available;
}

async function claim(poolId: string, ...keys: string[]) {
  const result = await claimCodes(
    claimRequest({
      accountId: store.accountId,
      pool: poolId,
      recipients: keys.map((key) => ({ key, contact: key })),
    }),
  );
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.claims;
}

test("the buffer of a pool of a merchant's rule is filled by exchanges, and holds what the shop holds", async () => {
  const rule = module.addRule();
  const pool = await poolOf(await existingRule(rule));
  await untilQuiet(pool);
  expect(await available(pool)).toBe(6_000);
  expect(module.codesOf(rule)).toHaveLength(6_000);
});

test("minting waits without a job for a shop that does not call, and goes on when it does", async () => {
  const pool = await poolOf(await existingRule(module.addRule()));
  await replenishPool({ poolId: pool });
  expect([await mint(), await mint()]).toEqual(["idle", "idle"]);
  const { rows } = await database().pool.query(
    "select count(*)::int as n, bool_and(awaits_exchange) as waits from batches where pool_id = $1",
    [pool],
  );
  expect(rows).toEqual([{ n: 3, waits: true }]);
  await untilQuiet(pool);
  expect(await available(pool)).toBe(6_000);
});

test("a batch that was left waiting for news that had come is asked again by the round of ten minutes", async () => {
  const pool = await poolOf(await existingRule(module.addRule()), { bufferFixed: 100 });
  await replenishPool({ poolId: pool });
  await mint();
  for (let exchange = 0; exchange < 2; exchange += 1) await module.tick();
  // What a process wrote that died before it asked once more.
  await database().pool.query("update batches set awaits_exchange = true where pool_id = $1", [pool]);
  await mint();
  expect(await available(pool)).toBe(0);
  await tendGroups({ ...work(), platformOf });
  await mint();
  expect(await available(pool)).toBe(100);
});

test("codes of somebody else are thrown away and replaced", async () => {
  const rule = module.addRule();
  const pool = await poolOf(await existingRule(rule), {
    bufferFixed: 200,
    codeFormat: { prefix: "", groups: 1, groupLength: 3 },
  });
  // Every code of the format that begins with B is theirs.
  for (const a of "BCDFGHJKMPQRTVWXY2346789") {
    for (const b of "BCDFGHJKMPQRTVWXY2346789")
      module.coupons.set(`b${a}${b}`.toLowerCase(), {
        code: `B${a}${b}`,
        rule: 99,
        ours: false,
        expiresAt: null,
      });
  }
  await untilQuiet(pool);
  expect(await available(pool)).toBe(200);
  const claims = await claim(pool, ...Array.from({ length: 200 }, (_, index) => `k${index}`));
  const ours = new Set(module.codesOf(rule));
  expect(claims.filter(({ code }) => !code || !ours.has(code))).toEqual([]);
});

test("a described offer is made a rule by the module, once, though answers get lost", async () => {
  const input = { source: "described", name: "Ten percent", offer: TEN_PERCENT } as const;
  const template = await createTemplate({ ...store, actor: "test", input, offerProblems: () => [] });
  if (!template.ok) throw new Error(template.refusal.detail);
  const pool = await poolOf(template.value.id);
  await replenishPool({ poolId: pool });
  await mint();
  await module.tick({ answer: true });
  await database().pool.query("update bridge_instructions set given_at = given_at - interval '2 minutes'");
  await untilQuiet(pool);
  expect(module.rules.size).toBe(1);
  expect(await available(pool)).toBe(6_000);
});

async function edit(template: { id: string }, minimum: string): Promise<void> {
  const offer = { ...TEN_PERCENT, minimum: { kind: "subtotal", amount: minimum } } as const;
  const request = { accountId: store.accountId, templateId: template.id, actor: "test" };
  const edited = await editTemplate({ ...request, input: { name: "Ten", offer }, offerProblems: () => [] });
  if (!edited.ok) throw new Error(edited.refusal.detail);
  await carry(template);
}

async function carry({ id: templateId }: { id: string }): Promise<void> {
  await updateGroups({ ...work(), templateId, platform: await platformOf(store.storeId) });
}

async function describedTemplate(): Promise<{ id: string }> {
  const input = { source: "described", name: "Ten", offer: TEN_PERCENT } as const;
  const template = await createTemplate({ ...store, actor: "test", input, offerProblems: () => [] });
  if (!template.ok) throw new Error(template.refusal.detail);
  return template.value;
}

const minimums = () => [...module.offers.values()].map((offer) => (offer as typeof TEN_PERCENT).minimum);

test("an offer that is edited before the shop has made its rule is that of the rule in the end", async () => {
  const template = await describedTemplate();
  const pool = await poolOf(template.id, { bufferFixed: 100 });
  await replenishPool({ poolId: pool });
  await mint();
  await edit(template, "50.00");
  await untilQuiet(pool);
  await carry(template);
  await untilQuiet(pool);
  expect(minimums()).toEqual([{ kind: "subtotal", amount: 50 }]);
});

test("an edit that gets lost on its way does not come after a newer one", async () => {
  const template = await describedTemplate();
  const pool = await poolOf(template.id, { bufferFixed: 100 });
  await untilQuiet(pool);
  await edit(template, "20.00");
  await module.tick({ answer: true });
  await edit(template, "50.00");
  await untilQuiet(pool);
  await database().pool.query("update bridge_instructions set given_at = given_at - interval '2 minutes'");
  await untilQuiet(pool);
  await carry(template);
  await untilQuiet(pool);
  expect(minimums()).toEqual([{ kind: "subtotal", amount: 50 }]);
});

test("a claim decides the end of a code, and the shop is told with the next exchange", async () => {
  const rule = module.addRule();
  const pool = await poolOf(await existingRule(rule), { validDays: 5, bufferFixed: 100 });
  await untilQuiet(pool);
  const [answer] = await claim(pool, "ada");
  // The last second of a day in the pool's zone, in summer as in winter.
  expect(answer?.expiresAt).toMatch(/T2[1-3]:59:59\.000Z$/);
  await module.tick();
  const coupon = [...module.coupons.values()].find(({ code }) => code === answer?.code);
  expect(coupon?.expiresAt).toBe(answer?.expiresAt);
  await module.tick();
  const { rows } = await database().pool.query("select from code_expiries where store_id = $1", [
    store.storeId,
  ]);
  expect(rows).toEqual([]);
});

test("a rule that is deactivated stops its pools, and they go on when it works again", async () => {
  const rule = module.addRule();
  const pool = await poolOf(await existingRule(rule), { bufferFixed: 100 });
  await untilQuiet(pool);
  const say = async (change: { isActive: boolean }) => {
    const changed = { ...module.rules.get(rule), ...change } as never;
    module.events.push({ id: randomUUID(), kind: "rule.changed", data: changed });
    await module.tick();
    await checkStore({ ...work(), storeId: store.storeId, platform: await platformOf(store.storeId) });
    const found = await getPool({ accountId: store.accountId, pool });
    return found.ok ? [found.value.status, found.value.reason] : [];
  };
  expect(await say({ isActive: false })).toEqual(["unavailable", "discount_inactive"]);
  expect(await say({ isActive: true })).toEqual(["active", null]);
});

test("a rule that is deleted takes its codes along, and no claim gets one", async () => {
  const rule = module.addRule();
  const pool = await poolOf(await existingRule(rule), { bufferFixed: 100 });
  await untilQuiet(pool);
  module.events.push({ id: randomUUID(), kind: "rule.deleted", data: { id: rule } });
  await module.tick();
  await checkStore({ ...work(), storeId: store.storeId, platform: await platformOf(store.storeId) });
  await expect(claim(pool, "late")).rejects.toThrow("pool_unavailable");
});

test("a rule that went without a word is missed with the next codes for it, and no claim gets one", async () => {
  const rule = module.addRule();
  const pool = await poolOf(await existingRule(rule), { bufferFixed: 100 });
  await untilQuiet(pool);
  module.rules.delete(rule);
  await claim(pool, ...Array.from({ length: 60 }, (_, index) => `k${index}`));
  await replenishPool({ poolId: pool });
  await mint();
  for (let exchange = 0; exchange < 5; exchange += 1) await module.tick();
  await checkStore({ ...work(), storeId: store.storeId, platform: await platformOf(store.storeId) });
  await expect(claim(pool, "late")).rejects.toThrow("pool_unavailable");
});

test.each(["told of", "not told of"])(
  "no claim gets a code of a rule of ours that is deleted before the next whole report, and was %s until then",
  async (told) => {
    await module.reportRules(randomUUID());
    const input = { source: "described", name: "Ten percent", offer: TEN_PERCENT } as const;
    const template = await createTemplate({ ...store, actor: "test", input, offerProblems: () => [] });
    if (!template.ok) throw new Error(template.refusal.detail);
    const pool = await poolOf(template.value.id, { bufferFixed: 100 });
    await untilQuiet(pool);
    const [rule] = [...module.rules.values()];
    if (!rule) throw new Error("no rule was made");
    if (told === "told of") module.events.push({ id: randomUUID(), kind: "rule.changed", data: rule });
    await module.tick();
    module.events.push({ id: randomUUID(), kind: "rule.deleted", data: { id: rule.id } });
    await module.tick();
    await checkStore({ ...work(), storeId: store.storeId, platform: await platformOf(store.storeId) });
    await expect(claim(pool, "late")).rejects.toThrow("pool_unavailable");
  },
);

test("ready codes that somebody deletes in the shop are taken out at once, and made anew", async () => {
  const rule = module.addRule();
  const pool = await poolOf(await existingRule(rule));
  await untilQuiet(pool);
  const [assigned] = await claim(pool, "ada");
  const gone = module.codesOf(rule).slice(0, 500);
  for (const code of gone) module.coupons.delete(code.toLowerCase());
  module.events = [...gone, assigned?.code ?? ""].map((code, index) => ({
    id: `coupon-${index}-deleted`,
    kind: "code.deleted",
    data: { code, at: "2026-11-23T09:00:00Z" },
  }));
  await module.tick();
  expect(await available(pool)).toBe(5_999 - gone.filter((code) => code !== assigned?.code).length);
  await untilQuiet(pool);
  expect(await available(pool)).toBeGreaterThanOrEqual(5_999);
});
