import { beforeEach, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { releaseCodes } from "#app/claims/release-codes.server.ts";
import { listWasted } from "#app/codes/list-wasted.server.ts";
import { database } from "#app/db/database.server.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { deleteWasted } from "#app/replenishment/delete-wasted.server.ts";
import { lookUpDoubtful } from "#app/replenishment/look-up-doubtful.server.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { freshDatabase } from "#test/support/database.ts";
import { expectHeldEqualsRows } from "#test/support/held-codes.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";
import { NO_FAULTS, type PretendPlatform, pretendPlatform } from "#test/support/pretend-platform.ts";
import { newPool, newTemplate, type ReplenishedPool, workOn } from "#test/support/replenished-pool.ts";

freshDatabase();

let platform: PretendPlatform;
let pool: ReplenishedPool;
let groupId: string;

/** 600 codes in three batches, all confirmed by their count but those of the first batch. */
beforeEach(async () => {
  platform = pretendPlatform(Math.random);
  const accountId = await newAccount();
  pool = await newPool(accountId, await newTemplate(accountId), { bufferFixed: 600 });
  await replenishPool({ poolId: pool.id });
  await mintStore({ ...workOn(platform), storeId: pool.storeId });
  groupId = (await database().prisma.group.findFirstOrThrow({ where: { templateId: pool.templateId } })).id;
});

const deleteAll = async () => await deleteWasted(workOn(platform), pool.storeId);
const row = async () => await database().prisma.pool.findUniqueOrThrow({ where: { id: pool.id } });
const held = async () =>
  (await database().prisma.storePace.findUniqueOrThrow({ where: { storeId: pool.storeId } })).codesHeld;
const caller = () => ({ accountId: pool.accountId, pool: pool.id });
const claim = async (quantity: number) =>
  await claimCodes(
    claimRequest({
      ...caller(),
      campaign: { id: "campaign", type: "automation" },
      recipients: Array.from({ length: quantity }, (_, i) => ({ key: `key-${i}`, contact: `contact-${i}` })),
    }),
  );
/** All ready codes end too soon. */
async function waste(): Promise<void> {
  await database().pool.query(
    `with wasted as (
       update codes set state = 'expired', wasted_at = now() where pool_id = $1 and state = 'available' returning 1
     )
     update pools set available = 0, expired = expired + (select count(*) from wasted) where id = $1`,
    [pool.id],
  );
}

test("codes are confirmed without their numbers, and deleted all the same", async () => {
  expect(await row()).toMatchObject({ available: 600, pending: 0 });
  const numbered = await database().prisma.code.count({
    where: { poolId: pool.id, platformNo: { not: null } },
  });
  expect(numbered).toBe(0);
  await waste();
  await expectHeldEqualsRows(pool.storeId);
  expect(await deleteAll()).toEqual({ kind: "done", value: 600 });
  expect(platform.codes.size).toBe(0);
  expect(await held()).toBe(0);
});

test("wasted codes come batch by batch, and none is torn", async () => {
  await waste();
  const client = database().pool;
  const sizes: number[] = [];
  const seen: number[] = [];
  for (;;) {
    const codes = await listWasted(client, groupId, 300, seen);
    if (codes.length === 0) break;
    sizes.push(codes.length);
    expect(codes.every(({ platformRef }) => platformRef?.startsWith("creation-"))).toBe(true);
    seen.push(...codes.map(({ id }) => id));
  }
  expect(sizes.sort()).toEqual([100, 250, 250]);
});

test("codes given back are deleted, those in use stay", async () => {
  await claim(20);
  await database().prisma.pool.update({ where: { id: pool.id }, data: { releaseAllowed: true } });
  const keys = Array.from({ length: 15 }, (_, i) => `key-${i}`);
  const released = await releaseCodes({ ...caller(), keys, actor: "test" });
  expect(released.ok).toBe(true);
  expect(await row()).toMatchObject({ voided: 15, assigned: 5 });
  expect(await deleteAll()).toEqual({ kind: "done", value: 15 });
  expect(platform.codes.size).toBe(585);
  expect(await held()).toBe(585);
});

test("what the platform cannot name for now is tried again in the next round, and holds up nothing", async () => {
  await waste();
  platform.faults = { ...NO_FAULTS, searchBehind: 0.5 };
  const first = await deleteAll();
  expect(first.kind).toBe("done");
  expect(platform.codes.size).toBeGreaterThan(0);
  expect(await held()).toBe(platform.codes.size);
  await expectHeldEqualsRows(pool.storeId);
  platform.faults = NO_FAULTS;
  await deleteAll();
  expect(platform.codes.size).toBe(0);
  expect(await held()).toBe(0);
});

test("a process that dies between the platform and the database leaves a deletion that is repeated, counted once", async () => {
  await waste();
  let deletions = 0;
  platform.onStep = (call, when) => {
    if (call !== "deleteCodes" || when !== "after") return;
    deletions += 1;
    if (deletions === 2) throw new Error("the process is dead");
  };
  await expect(deleteAll()).rejects.toThrow("the process is dead");
  expect(await held()).toBeGreaterThan(platform.codes.size);
  platform.onStep = null;
  await deleteAll();
  expect(platform.codes.size).toBe(0);
  expect(await held()).toBe(0);
});

test("a rejected code that turns up later is deleted, though nobody knows its number", async () => {
  const [code] = await database().prisma.code.findMany({ where: { poolId: pool.id, platformNo: null } });
  if (!code?.batchId) throw new Error("There is no such code.");
  await database().pool.query("update codes set state = 'rejected' where id = $1", [code.id]);
  await database().pool.query(
    "update batches set doubtful = true, settled_at = now() - interval '1 day' where id = $1",
    [code.batchId],
  );
  await database().pool.query("update store_paces set codes_held = codes_held - 1 where store_id = $1", [
    pool.storeId,
  ]);
  const findCode = platform.findCode;
  platform.findCode = async (asked) => {
    const found = await findCode(asked);
    return found.ok && found.value ? { ok: true, value: { ...found.value, platformNo: null } } : found;
  };
  expect(await lookUpDoubtful(workOn(platform), pool.storeId)).toEqual({ kind: "done", value: 1 });
  expect(await held()).toBe(600);
  expect(await deleteAll()).toEqual({ kind: "done", value: 1 });
  expect(platform.codes.has(code.code.toLowerCase())).toBe(false);
  expect(await held()).toBe(599);
});

test("a discount that is deleted takes all its codes out of the store's count, ready, assigned and wasted ones", async () => {
  await claim(40);
  await database().pool.query(
    "update codes set state = 'void', wasted_at = now() where id in (select id from codes where pool_id = $1 and state = 'assigned' limit 10)",
    [pool.id],
  );
  await platform.deleteDiscount([...platform.discounts.keys()][0] ?? "");
  await checkStore({ ...workOn(platform), storeId: pool.storeId });
  expect(await row()).toMatchObject({ available: 0, rejected: 560, unavailableReason: "discount_deleted" });
  expect(await held()).toBe(0);
  await expectHeldEqualsRows(pool.storeId);
  expect(await deleteAll()).toEqual({ kind: "done", value: 0 });
});
