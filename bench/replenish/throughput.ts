import { database } from "#app/db/database.server.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { storePace } from "#app/replenishment/store-pace.server.ts";
import { systemClock } from "#app/replenishment/system-clock.server.ts";
import { newPool, newTemplate } from "#test/support/replenished-pool.ts";
import { type SandboxStore, sandboxStore } from "./sandbox-store.ts";

/** Of the points that the throttle gives in the time, how much has to be used. */
const SHARE_WANTED = 0.9;
/** Of what the stores used on average, how much the slowest has to have used. */
const EVEN_WANTED = 0.9;
/** More codes than any store can get in the time. */
const CODES_WANTED = 1_000_000;

/** What the shops do and what the goal is. */
export interface Load {
  /** Of a batch: all its codes are created, or some are refused, and all are read one by one: 765 points instead of 14. */
  batches: "created" | "refused";
  /** Reach what the throttle allows; or, where that is more than this machine's database writes, share it evenly. */
  goal: "throttle" | "even";
}

/**
 * Mints for so many stores side by side for a while and compares what each used with what its shop's throttle
 * allowed: the full bucket at the start, and what came back each second. Answers whether the goal was met.
 */
export async function throughput(stores: number, seconds: number, { batches, goal }: Load): Promise<boolean> {
  const all: SandboxStore[] = [];
  for (let index = 0; index < stores; index += 1) {
    const store = await sandboxStore(`bench-${stores}-${batches}-${index}`);
    if (batches === "refused") store.sandbox.faults.set({ seed: index, probability: { partialFailure: 1 } });
    all.push(store);
  }
  for (const { accountId } of all) {
    const pool = await newPool(accountId, await newTemplate(accountId), { bufferFixed: CODES_WANTED });
    await replenishPool({ poolId: pool.id });
  }
  const allowed = all.map(({ sandbox }) => {
    const { maximumAvailable, restoreRatePerSecond } = sandbox.throttle.limits;
    return maximumAvailable + restoreRatePerSecond * seconds;
  });
  const started = Date.now();
  const signal = AbortSignal.timeout(seconds * 1_000);
  const shares: number[] = [];
  await Promise.all(
    all.map(async ({ storeId, platform, sandbox }, index) => {
      const pace = storePace(storeId, "background");
      await mintStore({ storeId, platform: platform(pace), clock: systemClock, random: Math.random, signal });
      shares.push(sandbox.throttle.used.points / (allowed[index] ?? 1));
    }),
  );
  const took = (Date.now() - started) / 1_000;
  const { rows } = await database().pool.query<{ codes: number }>(
    "select sum(available)::int as codes from pools where account_id = any ($1::text[])",
    [all.map(({ accountId }) => accountId)],
  );
  const codes = rows[0]?.codes ?? 0;
  const calls = all.reduce((sum, { sandbox }) => sum + sandbox.throttle.used.refused, 0);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const least = Math.min(...shares);
  console.log(
    `${stores} ${stores === 1 ? "store" : "stores"}, ${batches === "created" ? "batches confirmed by their count" : "codes of every batch refused"}, ${took.toFixed(1)} s: ${codes} codes confirmed (${Math.round(codes / took)} a second), ` +
      `${percent(mean)} of the points allowed were used, ${percent(least)} in the slowest store, ${calls} calls refused as too many`,
  );
  const isReached = goal === "throttle" ? least >= SHARE_WANTED : least >= EVEN_WANTED * mean;
  return isReached && calls <= stores;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
