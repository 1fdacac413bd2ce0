import { beforeEach, describe, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { nextBatch } from "#app/replenishment/open-batch.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { takeLease } from "#app/replenishment/store-lease.server.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { expectHeldEqualsRows } from "#test/support/held-codes.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";
import { NO_FAULTS, type PretendPlatform, pretendPlatform } from "#test/support/pretend-platform.ts";
import { newPool, newTemplate, type ReplenishedPool, workOn } from "#test/support/replenished-pool.ts";

freshDatabase();

let platform: PretendPlatform;
let pool: ReplenishedPool;

beforeEach(async () => {
  platform = pretendPlatform(Math.random);
  const accountId = await newAccount();
  pool = await newPool(accountId, await newTemplate(accountId));
});

const counts = async (id = pool.id) => await database().prisma.pool.findUniqueOrThrow({ where: { id } });
const mint = async () => await mintStore({ ...workOn(platform), storeId: pool.storeId });

test("an empty pool gets its least buffer of confirmed codes, all under one discount of ours", async () => {
  expect(await replenishPool({ poolId: pool.id })).toMatchObject({ written: 250 });
  expect(await counts()).toMatchObject({ pending: 250, available: 0, bufferTarget: 250 });
  expect(await mint()).toEqual({ kind: "idle" });
  expect(await counts()).toMatchObject({ pending: 0, available: 250 });
  expect(platform.discounts.size).toBe(1);
  const [discount] = platform.discounts.values();
  expect(discount).toMatchObject({ tag: "coupon-pools", endsAt: null });
  const codes = await database().prisma.code.findMany({ where: { poolId: pool.id } });
  for (const { code } of codes) {
    expect(platform.codes.get(code.toLowerCase())).toMatchObject({ discountId: discount?.id });
  }
  // Not even the code with which the discount was made is a stranger.
  expect(platform.codes.size).toBe(250);
  await expectCountsEqualRows(pool.id);
});

test("the code that a discount was made with is confirmed by that, and not sent again", async () => {
  const sent: string[] = [];
  const { submit } = platform;
  platform.submit = async (request) => {
    sent.push(...request.codes);
    return await submit(request);
  };
  await replenishPool({ poolId: pool.id });
  await mint();
  expect(new Set(sent).size).toBe(249);
  expect(sent).toHaveLength(249);
  expect(await counts()).toMatchObject({ pending: 0, available: 250, rejected: 0 });
  await expectHeldEqualsRows(pool.storeId);
});

test("nothing is written twice, however often it is asked for", async () => {
  await replenishPool({ poolId: pool.id });
  expect(await replenishPool({ poolId: pool.id })).toMatchObject({ written: 0 });
  await mint();
  expect(await replenishPool({ poolId: pool.id })).toMatchObject({ written: 0 });
});

test("codes of others and refused codes are thrown away and replaced", async () => {
  platform.faults = { ...NO_FAULTS, takenCode: 0.2, rejectedCode: 0.2, forgottenCode: 0.2 };
  await replenishPool({ poolId: pool.id });
  await mint();
  const after = await counts();
  expect(after).toMatchObject({ pending: 0, available: 250 });
  expect(after.rejected).toBeGreaterThan(50);
  await expectCountsEqualRows(pool.id);
});

test("a batch that the platform counts otherwise than we do is not believed: it is sent again and looked up", async () => {
  const { collect } = platform;
  let lies = 2;
  platform.collect = async (platformRef) => {
    const answer = await collect(platformRef);
    if (!answer.ok || answer.value.kind !== "all_created" || lies === 0) return answer;
    lies -= 1;
    return { ok: true, value: { kind: "all_created", codes: answer.value.codes - 1 } };
  };
  await database().prisma.pool.update({ where: { id: pool.id }, data: { bufferFixed: 1_000 } });
  await replenishPool({ poolId: pool.id });
  await mint();
  expect(lies).toBe(0);
  expect(await counts()).toMatchObject({ pending: 0, available: 1_000, rejected: 0 });
  expect(platform.codes.size).toBe(1_000);
  await expectCountsEqualRows(pool.id);
  await expectHeldEqualsRows(pool.storeId);
});

test("what a lost call made counts as ours after a look-up", async () => {
  platform.faults = { ...NO_FAULTS, lostAfter: 0.5 };
  await replenishPool({ poolId: pool.id });
  await mint();
  expect(await counts()).toMatchObject({ pending: 0, available: 250, rejected: 0 });
  expect(platform.discounts.size).toBe(1);
});

test("a discount whose create was lost is found by its first code when the search does not show it", async () => {
  platform.faults = { ...NO_FAULTS, searchBehind: 1 };
  let creates = 0;
  platform.onStep = (call, when) => {
    if (call !== "createDiscount" || when !== "after") return;
    creates += 1;
    if (creates === 1) throw new Error("the process is dead");
  };
  await replenishPool({ poolId: pool.id });
  await expect(mint()).rejects.toThrow("the process is dead");
  await mint();
  expect(platform.discounts.size).toBe(1);
  expect(await counts()).toMatchObject({ pending: 0, available: 250, rejected: 0 });
});

test("one process at a time mints for a store", async () => {
  await replenishPool({ poolId: pool.id });
  expect(await takeLease(pool.storeId, "another process")).toBe(true);
  expect(await mint()).toEqual({ kind: "elsewhere" });
  expect(platform.calls.size).toBe(0);
});

test("a turn that is over leaves its batches to the next one, which goes on where it stopped", async () => {
  await database().prisma.pool.update({ where: { id: pool.id }, data: { bufferFixed: 2_000 } });
  await replenishPool({ poolId: pool.id });
  const turn = new AbortController();
  let submits = 0;
  platform.onStep = (call, when) => {
    if (call !== "submit" || when !== "after") return;
    submits += 1;
    if (submits === 3) turn.abort();
  };
  expect(await mintStore({ ...workOn(platform, { signal: turn.signal }), storeId: pool.storeId })).toEqual({
    kind: "stopped",
  });
  expect((await counts()).pending).toBeGreaterThan(0);
  platform.onStep = null;
  expect(await mint()).toEqual({ kind: "idle" });
  expect(await counts()).toMatchObject({ pending: 0, available: 2_000, rejected: 0 });
});

test("a limit bounds what is ready and pending together", async () => {
  const limited = await newPool(pool.accountId, pool.templateId, { limit: 120 });
  expect(await replenishPool({ poolId: limited.id })).toMatchObject({ written: 120 });
  await mint();
  expect(await replenishPool({ poolId: limited.id })).toMatchObject({ written: 0 });
  expect(await counts(limited.id)).toMatchObject({ available: 120, pending: 0 });
});

test("pools of a template share a discount, and the dry one is served first", async () => {
  const { prisma } = database();
  await replenishPool({ poolId: pool.id });
  await mint();
  await prisma.pool.update({ where: { id: pool.id }, data: { bufferFixed: 1_000 } });
  const dry = await newPool(pool.accountId, pool.templateId);
  await replenishPool({ poolId: pool.id });
  await replenishPool({ poolId: dry.id });
  const first = await prisma.batch.findFirstOrThrow({ where: { poolId: dry.id } });
  expect(await nextBatch(pool.storeId, { batchIds: [], groupIds: [] })).toMatchObject({ id: first.id });
  await mint();
  expect(platform.discounts.size).toBe(1);
  expect(await counts(dry.id)).toMatchObject({ available: 250 });
});

describe("a store out of reach", () => {
  test("stops its pools with the reason, and its batches wait", async () => {
    await replenishPool({ poolId: pool.id });
    platform.outOfReach = "reconnect_needed";
    expect(await mint()).toEqual({ kind: "unreachable" });
    expect(await counts()).toMatchObject({
      unavailableReason: "reconnect_needed",
      stock: "unavailable",
      pending: 250,
    });
    // Nothing is called until somebody has looked.
    const before = [...platform.calls.values()].reduce((sum, count) => sum + count, 0);
    await mint();
    expect([...platform.calls.values()].reduce((sum, count) => sum + count, 0)).toBe(before);
  });
});

test("what the platform refuses is remembered with its sentence, and waits", async () => {
  platform.refusal = "Percentage must be greater than 0.";
  await replenishPool({ poolId: pool.id });
  expect(await mint()).toEqual({ kind: "idle" });
  const group = await database().prisma.group.findFirstOrThrow({ where: { templateId: pool.templateId } });
  expect(group).toMatchObject({ refusal: "Percentage must be greater than 0.", state: "planned" });
  expect(await counts()).toMatchObject({ pending: 250 });
});

test("codes that the platform refuses for a discount that works leave its sentence, and wait", async () => {
  await replenishPool({ poolId: pool.id });
  const { submit } = platform;
  const detail = "Codes of this discount are managed by an app.";
  platform.submit = async () => ({ ok: false, failure: { kind: "refused", detail, errors: [] } });
  expect(await mint()).toEqual({ kind: "idle" });
  const group = await database().prisma.group.findFirstOrThrow({ where: { templateId: pool.templateId } });
  expect(group).toMatchObject({ refusal: detail, state: "live" });
  expect(await counts()).toMatchObject({ pending: 249, available: 1 });
  platform.submit = submit;
});

test("a store full of codes is sent no more, and says so once nothing is ready", async () => {
  await database().prisma.storePace.upsert({
    where: { storeId: pool.storeId },
    create: { storeId: pool.storeId, codesHeld: 18_000_000 },
    update: { codesHeld: 18_000_000 },
  });
  expect(await replenishPool({ poolId: pool.id })).toMatchObject({ written: 0 });
  expect(await counts()).toMatchObject({ unavailableReason: "store_full" });
  await database().prisma.storePace.update({
    where: { storeId: pool.storeId },
    data: { codesHeld: 17_000_000 },
  });
  expect(await replenishPool({ poolId: pool.id })).toMatchObject({ written: 250 });
  expect(await counts()).toMatchObject({ unavailableReason: null });
});

test("the store's count of codes follows what is confirmed", async () => {
  await replenishPool({ poolId: pool.id });
  await mint();
  expect(
    await database().prisma.storePace.findUniqueOrThrow({ where: { storeId: pool.storeId } }),
  ).toMatchObject({
    codesHeld: 250,
    leaseHolder: null,
  });
});
