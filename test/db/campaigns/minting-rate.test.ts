import { expect, test } from "vitest";
import { mintingRate } from "#app/campaigns/minting-rate.server.ts";
import { CODES_PER_SECOND_EXPECTED } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

const NOW = Date.now();

/** A settled batch of 250 codes, with the seconds ago at which it was sent and settled. */
async function batch(storeId: string, sent: number | null, settled: number): Promise<void> {
  const ago = (seconds: number) => new Date(NOW - seconds * 1_000);
  await database().prisma.batch.create({
    data: {
      id: newId("batch"),
      accountId: "acc_test",
      storeId,
      poolId: "pool_test",
      groupId: "grp_test",
      quantity: 250,
      confirmed: 250,
      state: "settled",
      createdAt: ago(sent ?? settled),
      submittedAt: sent === null ? null : ago(sent),
      settledAt: ago(settled),
    },
  });
}
const rate = async (storeId: string) => Math.round(await mintingRate(database().pool, storeId));

test("a store's pace is what it confirmed in the time in which it worked, not between two refills", async () => {
  const storeId = "store_refills";
  for (const sent of [500, 400, 300, 200, 100]) await batch(storeId, sent, sent - 2);
  expect(await rate(storeId)).toBe(125);
});

test("batches side by side are counted in the same seconds", async () => {
  const storeId = "store_side_by_side";
  for (let i = 0; i < 8; i += 1) await batch(storeId, 60 - i / 2, 58 - i / 2);
  expect(await rate(storeId)).toBe(Math.round(2_000 / 5.5));
});

test("a few codes, and batches that were never sent, say nothing", async () => {
  const storeId = "store_unknown";
  await batch(storeId, 10, 9);
  for (let i = 0; i < 6; i += 1) await batch(storeId, null, 20);
  expect(await rate(storeId)).toBe(CODES_PER_SECOND_EXPECTED);
});
