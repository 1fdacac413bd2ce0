import { beforeEach, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { listWastedDays } from "#app/pools/list-wasted-days.server.ts";
import { unarchivePool } from "#app/pools/unarchive-pool.server.ts";
import { cleanStore } from "#app/replenishment/clean-store.server.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { databaseClock } from "#test/support/database-clock.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { type PretendPlatform, pretendPlatform } from "#test/support/pretend-platform.ts";
import { newPool, newTemplate, type ReplenishedPool, workOn } from "#test/support/replenished-pool.ts";

const { url } = freshDatabase();
const clock = databaseClock(url);
const actor = "Ada";

let accountId: string;
let pool: ReplenishedPool;
let platform: PretendPlatform;

beforeEach(async () => {
  const now = new Date("2026-11-24T12:00:00Z");
  await clock.set(now);
  platform = pretendPlatform(Math.random, () => now);
  accountId = await newAccount();
  pool = await newPool(accountId, await newTemplate(accountId));
});

const fill = async () => {
  await replenishPool({ poolId: pool.id });
  await mintStore({ ...workOn(platform), storeId: pool.storeId });
};
const clean = () => cleanStore({ ...workOn(platform), storeId: pool.storeId });
const archive = (unassigned?: "keep" | "delete") =>
  archivePool({ accountId, poolId: pool.id, actor, unassigned });
const counts = () => database().prisma.pool.findUniqueOrThrow({ where: { id: pool.id } });
const held = async () =>
  (await database().prisma.storePace.findUniqueOrThrow({ where: { storeId: pool.storeId } })).codesHeld;
const jobs = async (name: string) => {
  const { rows } = await database().pool.query<{ jobs: number }>(
    "select count(*) as jobs from pgboss.job where name = $1 and data ->> 'storeId' = $2",
    [name, pool.storeId],
  );
  return rows[0]?.jobs;
};
const told = async () =>
  (await listHistory({ accountId, poolId: pool.id, limit: 10 })).map(({ sentence }) => sentence);

let keys = 0;
async function claim(): Promise<string> {
  keys += 1;
  const answer = await claimCodes(
    claimRequest({
      accountId,
      pool: pool.id,
      campaign: { id: "campaign", type: "automation" },
      recipients: [{ key: `key-${keys}`, contact: `contact-${keys}` }],
    }),
  );
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.claims[0]?.code ?? "";
}

test("an archived pool keeps its codes in the shop unless they are to be deleted", async () => {
  await fill();
  await archive();
  expect(await counts()).toMatchObject({ available: 250, expired: 0 });
  expect(await jobs("delete-wasted")).toBe(0);
  expect(await told()).toEqual(["Pool archived"]);
});

test("codes that were not assigned are deleted in the shop, assigned ones stay there", async () => {
  await fill();
  const code = await claim();
  expect(await archive("delete")).toMatchObject({
    ok: true,
    value: { status: "archived", counts: { available: 0, expired: 249, assigned: 1 } },
  });
  expect(await jobs("delete-wasted")).toBe(1);
  expect(await told()).toEqual(["249 codes that were not assigned are deleted in the shop", "Pool archived"]);
  await clean();
  expect([...platform.codes.values()].map((one) => one.code)).toEqual([code]);
  expect(await held()).toBe(1);
  await expectCountsEqualRows(pool.id);
  expect(await listWastedDays(pool.id)).toEqual([{ day: "2026-11-24", codes: 249 }]);
});

test("codes under way are wasted when they arrive, and those that were not sent never are", async () => {
  await replenishPool({ poolId: pool.id });
  const sent = await database().prisma.batch.findFirstOrThrow({ where: { poolId: pool.id } });
  await archive("delete");
  expect(await told()).toEqual(["250 codes that were not assigned are deleted in the shop", "Pool archived"]);
  await mintStore({ ...workOn(platform), storeId: pool.storeId });
  await clean();
  expect(await counts()).toMatchObject({ pending: 0, available: 0 });
  expect(await database().prisma.batch.findUnique({ where: { id: sent.id } })).toMatchObject({
    state: "settled",
  });
  expect(platform.codes.size).toBe(0);
  await expectCountsEqualRows(pool.id);
});

test("the codes of a pool that was archived before can be deleted later, once", async () => {
  await fill();
  await archive();
  await archive("delete");
  await archive("delete");
  expect(await told()).toEqual(["250 codes that were not assigned are deleted in the shop", "Pool archived"]);
  expect(await jobs("delete-wasted")).toBe(1);
});

test("a pool whose codes were deleted fills up with others when it is restored", async () => {
  await fill();
  const before = new Set([...platform.codes.values()].map(({ code }) => code));
  await archive("delete");
  await clean();
  expect(await unarchivePool({ accountId, poolId: pool.id, actor })).toMatchObject({ ok: true });
  await fill();
  expect(await counts()).toMatchObject({ available: 250, expired: 250, archivedAt: null });
  expect(before).not.toContain(await claim());
  await expectCountsEqualRows(pool.id);
});

test("two that delete the same codes at the same time take them from the store's count once", async () => {
  await fill();
  await claim();
  await archive("delete");
  await Promise.all([clean(), clean()]);
  expect(await held()).toBe(1);
});

test("a pool that waits for room in the store gets it from another that gives its codes up", async () => {
  const other = await newPool(accountId, pool.templateId);
  await fill();
  await database().prisma.storePace.update({
    where: { storeId: pool.storeId },
    data: { codesHeld: 18_000_200 },
  });
  await replenishPool({ poolId: other.id });
  const stateOfOther = () => database().prisma.pool.findUniqueOrThrow({ where: { id: other.id } });
  expect(await stateOfOther()).toMatchObject({ unavailableReason: "store_full" });
  await archive("delete");
  await clean();
  expect(await stateOfOther()).toMatchObject({ replenishQueued: true });
  await replenishPool({ poolId: other.id });
  expect(await stateOfOther()).toMatchObject({ unavailableReason: null, pending: 250 });
});

test("codes of a static pool are never deleted: only their owner can make them again", async () => {
  const poolId = await poolWithCodes(accountId, codesNamed("MINE", 3));
  await archivePool({ accountId, poolId, actor, unassigned: "delete" });
  expect(await database().prisma.pool.findUnique({ where: { id: poolId } })).toMatchObject({
    available: 3,
    expired: 0,
  });
});
