import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClaimAnswer } from "#app/claims/claim-answer.ts";
import { database } from "#app/db/database.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { type ClaimProcess, startClaimProcess } from "#test/support/claim-process.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { type DynamicPool, newDynamicPool, settleCodes, writeCodes } from "#test/support/dynamic-pool.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";

const { url } = freshDatabase();

/** The limit of the pool; 10,000 in a long run. */
const LIMIT = Number(process.env.LIMIT_CODES ?? 1_500);

let accountId: string;
let processes: ClaimProcess[];
beforeAll(async () => {
  accountId = await newAccount();
  processes = await Promise.all(
    Array.from({ length: 3 }, () => startClaimProcess({ databaseUrl: url(), clockSecondsAhead: 0 })),
  );
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.kill()));
});

/** Claims batch after batch, repeating what was not ready, until the pool says that it is exhausted. */
async function claimUntilExhausted(
  claimer: ClaimProcess,
  pool: DynamicPool,
  name: string,
  size: number,
): Promise<ClaimAnswer[]> {
  const assigned: ClaimAnswer[] = [];
  let open: string[] = [];
  for (let batch = 0; ; batch += 1) {
    const keys = [
      ...open,
      ...Array.from({ length: size - open.length }, (_, index) => `${name}-${batch}-${index}`),
    ];
    const result = await claimer.claim(
      claimRequest({
        accountId,
        pool: pool.id,
        campaign: { id: name, type: "automation" },
        recipients: keys.map((key) => ({ key, contact: key })),
      }),
    );
    if (!result.ok) {
      if (result.refusal.code !== "codes_not_ready") throw new Error(result.refusal.code);
      open = keys;
      continue;
    }
    assigned.push(...result.value.claims.filter(({ outcome }) => outcome === "assigned"));
    open = result.value.claims.flatMap(({ key, outcome }) => (outcome === "not_ready" ? [key] : []));
    if (result.value.claims.every(({ outcome }) => outcome === "exhausted")) return assigned;
  }
}

/** Fills the buffer within what is left of the limit, as replenishing does; some codes are rejected, some too short. */
async function replenishUntil(
  pool: DynamicPool,
  isDone: () => boolean,
): Promise<{ rejected: number; wasted: number }> {
  const made = { rejected: 0, wasted: 0 };
  for (let round = 0; !isDone(); round += 1) {
    const { limit, assigned, available, pending } = await database().prisma.pool.findUniqueOrThrow({
      where: { id: pool.id },
    });
    const room = (limit ?? 0) - assigned - available - pending;
    const quantity = Math.min(room, 40 + (round % 5) * 30);
    if (quantity <= 0) continue;
    // Every fourth lot ends within the least validity: it is dropped before anybody gets it.
    const endsAt = round % 4 === 3 ? new Date(Date.now() + 60_000) : null;
    if (endsAt) made.wasted += quantity;
    const { batchIds } = await writeCodes(pool, quantity, endsAt);
    for (const batchId of batchIds) {
      const rejected = round % 3 === 0 ? 7 : 0;
      made.rejected += Math.min(rejected, quantity);
      await settleCodes(batchId, { rejected, endsAt });
    }
  }
  return made;
}

test("holds exactly over three processes, with rejected and wasted codes on the way", async () => {
  const pool = await newDynamicPool(accountId, { limit: LIMIT, bufferTarget: 100, waitMilliseconds: 300 });
  let isDone = false;
  const replenishing = replenishUntil(pool, () => isDone);
  const claiming = Promise.all(
    processes.flatMap((claimer, index) => [
      claimUntilExhausted(claimer, pool, `many-${index}`, 60),
      claimUntilExhausted(claimer, pool, `one-${index}`, 1),
    ]),
  ).finally(() => {
    isDone = true;
  });
  const assigned = (await claiming).flat();
  const made = await replenishing;
  expect(made.rejected).toBeGreaterThan(0);
  expect(made.wasted).toBeGreaterThan(0);
  expect(assigned.length).toBe(LIMIT);
  expect(new Set(assigned.map(({ code }) => code)).size).toBe(LIMIT);
  expect(await getPool({ accountId, pool: pool.id })).toMatchObject({
    value: { assigned: LIMIT, remaining: 0, status: "empty" },
  });
  await expectCountsEqualRows(pool.id);
}, 600_000);
