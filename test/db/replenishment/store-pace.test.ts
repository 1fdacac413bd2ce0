import { beforeEach, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { endLease, renewLease, takeLease } from "#app/replenishment/store-lease.server.ts";
import { ensurePace, pauseStore, storePace } from "#app/replenishment/store-pace.server.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

let count = 0;
let storeId: string;

/** A bucket that is told to hold so much; nothing comes back, so that sums can be checked. */
async function bucket(points: number, perSecond = 0): Promise<void> {
  await database().pool.query(
    `update store_paces set points_available = $2, points_max = 1000, points_per_second = $3, points_reserved = 0,
            told_at = clock_timestamp() where store_id = $1`,
    [storeId, points, perSecond],
  );
}

beforeEach(async () => {
  count += 1;
  storeId = `store-${count}`;
  await ensurePace(storeId);
});

test("callers at the same moment never take more points than there are", async () => {
  await bucket(600);
  const pace = storePace(storeId, "background");
  const waits = await Promise.all(Array.from({ length: 40 }, () => pace.take(50)));
  // 100 of a bucket of 1,000 are left to the pages.
  expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
});

test("a page takes what background work leaves", async () => {
  await bucket(100);
  expect(await storePace(storeId, "background").take(50)).toBeGreaterThan(0);
  expect(await storePace(storeId, "page").take(50)).toBe(0);
});

test("whoever cannot have points is told how long they take to come back", async () => {
  await bucket(150, 100);
  const wait = await storePace(storeId, "background").take(250);
  expect(wait).toBeGreaterThan(1.5);
  expect(wait).toBeLessThanOrEqual(2);
});

test("a call dearer than the whole bucket waits for a full one, not for ever", async () => {
  await bucket(999.9);
  expect(await storePace(storeId, "background").take(5_000)).toBeGreaterThan(0);
  await bucket(1_000);
  expect(await storePace(storeId, "background").take(5_000)).toBe(0);
});

test("what the platform says counts, less what others have taken meanwhile", async () => {
  await bucket(1_000);
  const pace = storePace(storeId, "background");
  await pace.take(300);
  await pace.take(200);
  await pace.told(300, { pointsAvailable: 2_000, pointsMax: 4_000, pointsPerSecond: 200 });
  const row = await database().prisma.storePace.findUniqueOrThrow({ where: { storeId } });
  expect(row).toMatchObject({
    pointsAvailable: 1_800,
    pointsReserved: 200,
    pointsMax: 4_000,
    pointsPerSecond: 200,
  });
  await pace.told(200, null);
  expect(await database().prisma.storePace.findUniqueOrThrow({ where: { storeId } })).toMatchObject({
    pointsAvailable: 1_800,
    pointsReserved: 0,
  });
});

test("after an outage nobody calls before the pause is over", async () => {
  await bucket(1_000);
  await pauseStore(storeId, 30);
  const wait = await storePace(storeId, "page").take(1);
  expect(wait).toBeGreaterThan(29);
  expect(wait).toBeLessThanOrEqual(30);
});

test("a lease is one process's until it ends, or until it runs out", async () => {
  expect(await takeLease(storeId, "first")).toBe(true);
  expect(await takeLease(storeId, "second")).toBe(false);
  await endLease(storeId, "second");
  expect(await renewLease(storeId, "first")).toBe(true);
  await database().pool.query("update store_paces set lease_until = clock_timestamp() where store_id = $1", [
    storeId,
  ]);
  expect(await takeLease(storeId, "second")).toBe(true);
  expect(await renewLease(storeId, "first")).toBe(false);
});
