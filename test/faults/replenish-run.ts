import { expect } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import type { ApiClientId } from "#app/db/ids.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { tendGroups } from "#app/replenishment/tend-groups.server.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { crashAt } from "#test/support/crash.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";
import { NO_FAULTS, type PretendPlatform, pretendPlatform } from "#test/support/pretend-platform.ts";
import { newPool, newTemplate, quickClock, type ReplenishedPool } from "#test/support/replenished-pool.ts";

/** Codes of ours on the platform that we may not know of: what is left when a process dies in the middle of a create. */
const STRANGERS_MAX = 5;
/** Rounds of work, each of which may end in the death of the process. */
const ROUNDS = 12;

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What happened in a run, for the report of many. */
export interface RunReport {
  assigned: number;
  deaths: number;
  strangers: number;
}

/**
 * One seeded life of a store with a handful of pools: claims, replenishing, minting and tending while every fault
 * strikes at random and the process dies at random statements and calls. Then the faults end, the work is done
 * once more, and everything that is promised is looked at.
 */
export async function runWithFaults(seed: number): Promise<RunReport> {
  const random = seededRandom(seed);
  const share = (most: number) => (random() < 0.5 ? 0 : random() * most);
  const platform = pretendPlatform(random);
  const accountId = await newAccount();
  const pools = await poolsOf(accountId, random);
  platform.faults = {
    later: share(0.3),
    lostBefore: share(0.2),
    lostAfter: share(0.3),
    rejectedCode: share(0.05),
    takenCode: share(0.05),
    forgottenCode: share(0.05),
    searchBehind: share(1),
    forgottenBatch: share(0.2),
  };
  const life = { platform, pools, random, keys: 0 };
  let deaths = 0;
  for (let round = 0; round < ROUNDS; round += 1) deaths += await liveUntilDeath(life);
  platform.faults = NO_FAULTS;
  platform.finish();
  await workInPeace(life);
  const assigned = await checkPromises(platform, accountId, pools);
  return { assigned, deaths, strangers: await countStrangers(platform, accountId) };
}

interface Life {
  platform: PretendPlatform;
  pools: ReplenishedPool[];
  random: () => number;
  keys: number;
}

async function poolsOf(accountId: string, random: () => number): Promise<ReplenishedPool[]> {
  const templates = [await newTemplate(accountId), await newTemplate(accountId)];
  const pools: ReplenishedPool[] = [];
  const quantity = 2 + Math.floor(random() * 2);
  for (let index = 0; index < quantity; index += 1) {
    const templateId = templates[Math.floor(random() * templates.length)] ?? "";
    const settings = [
      {},
      { validDays: 7 },
      { validDays: 30, expiryPrecision: "week" as const },
      { limit: 150 },
    ];
    const chosen = settings[Math.floor(random() * settings.length)] ?? {};
    pools.push(
      await newPool(accountId, templateId, { bufferFixed: 60 + Math.floor(random() * 300), ...chosen }),
    );
  }
  return pools;
}

/** Does some of the work that jobs and claims do; 1 if the process died of it. */
async function liveUntilDeath(life: Life): Promise<number> {
  const { platform, random } = life;
  const dies = random();
  let crash: { restart: () => void } | undefined;
  if (dies < 0.4) crash = crashAt(1 + Math.floor(random() * 120), random() < 0.5 ? "before" : "after");
  else if (dies < 0.8) {
    let left = 1 + Math.floor(random() * 25);
    const when = random() < 0.5 ? "before" : "after";
    platform.onStep = (_call, at) => {
      if (at === when) left -= 1;
      if (left <= 0) throw new Error("the process is dead");
    };
  }
  const died = await work(life).then(
    () => 0,
    () => 1,
  );
  crash?.restart();
  platform.onStep = null;
  // What the platform accepted goes on without us, sometimes before we are back.
  if (died && random() < 0.5) platform.finish();
  if (died)
    await database().pool.query(
      "update store_paces set lease_until = clock_timestamp() where lease_until is not null",
    );
  return died;
}

async function work(life: Life): Promise<void> {
  const { platform, pools, random } = life;
  const signal = new AbortController().signal;
  const surroundings = { clock: quickClock(), random, signal };
  for (const pool of pools) if (random() < 0.7) await replenishPool({ poolId: pool.id });
  const [first] = pools;
  if (!first) throw new Error("A run without pools.");
  const claiming = random() < 0.7 ? claimSome(life) : Promise.resolve();
  const minting = mintStore({ ...surroundings, platform, storeId: first.storeId });
  const done = await Promise.allSettled([claiming, minting]);
  for (const result of done) if (result.status === "rejected") throw result.reason;
  if (random() < 0.3) await tendGroups({ ...surroundings, platformOf: async () => platform });
}

async function claimSome(life: Life): Promise<void> {
  const { pools, random } = life;
  for (let call = 0; call < 5; call += 1) {
    const pool = pools[Math.floor(random() * pools.length)];
    if (!pool) return;
    const recipients = Array.from({ length: 1 + Math.floor(random() * 60) }, () => {
      life.keys += 1;
      return { key: `key-${life.keys}`, contact: `contact-${life.keys}` };
    });
    await claimCodes({
      accountId: pool.accountId,
      clientId: "cpk_test" as ApiClientId,
      broadcastAllowed: false,
      pool: pool.id,
      campaign: { id: "campaign", type: "automation" },
      mode: "live",
      recipients,
    });
  }
}

async function workInPeace(life: Life): Promise<void> {
  const { platform, pools, random } = life;
  const surroundings = { clock: quickClock(), random, signal: new AbortController().signal };
  await anHourPasses();
  for (let round = 0; round < 3; round += 1) {
    for (const pool of pools) await replenishPool({ poolId: pool.id });
    for (const storeId of new Set(pools.map((pool) => pool.storeId))) {
      await mintStore({ ...surroundings, platform, storeId });
    }
    await anHourPasses();
    await tendGroups({ ...surroundings, platformOf: async () => platform });
  }
}

/** What waits for an hour to pass is due. */
async function anHourPasses(): Promise<void> {
  const { pool } = database();
  await pool.query(
    "update groups set refused_at = refused_at - interval '2 hours' where refused_at is not null",
  );
  await pool.query(
    "update batches set settled_at = settled_at - interval '2 hours' where settled_at is not null",
  );
}

/** Every promise of replenishing, looked at in the database and on the platform; answers the codes assigned. */
async function checkPromises(
  platform: PretendPlatform,
  accountId: string,
  pools: readonly ReplenishedPool[],
): Promise<number> {
  const { pool: sql, prisma } = database();
  const { rows } = await sql.query<{
    code: string;
    state: string;
    discountId: string | null;
    claims: number;
  }>(
    `select c.code, c.state, g.discount_id as "discountId",
            (select count(*) from claims where code_id = c.id and outcome = 'assigned') as claims
     from codes c join batches b on b.id = c.batch_id join groups g on g.id = b.group_id
     where c.account_id = $1`,
    [accountId],
  );
  const inHand = rows.filter(({ state }) => state === "assigned" || state === "available");
  for (const { code, discountId, state, claims } of inHand) {
    const held = platform.codes.get(code.toLowerCase());
    expect(held?.discountId, `${state} code ${code}`).toBe(discountId);
    expect(platform.discounts.has(discountId ?? ""), `the discount of ${code}`).toBe(true);
    expect(claims, `claims of ${code}`).toBe(state === "assigned" ? 1 : 0);
  }
  expect(rows.filter(({ state }) => state === "pending")).toEqual([]);
  expect(await prisma.batch.count({ where: { accountId, state: { not: "settled" } } })).toBe(0);
  for (const { id } of pools) {
    await expectCountsEqualRows(id);
    const pool = await prisma.pool.findUniqueOrThrow({ where: { id } });
    expect(pool.unavailableReason).toBeNull();
    if (pool.limit !== null) {
      expect(pool.assigned + pool.available + pool.pending).toBeLessThanOrEqual(pool.limit);
    }
    const room = pool.limit === null ? Number.POSITIVE_INFINITY : pool.limit - pool.assigned;
    expect(pool.available).toBeGreaterThanOrEqual(Math.min(pool.bufferFixed ?? 0, room));
  }
  return rows.filter(({ state }) => state === "assigned").length;
}

/** Codes under discounts of ours that no row of ours says to be there. */
async function countStrangers(platform: PretendPlatform, accountId: string): Promise<number> {
  const { rows } = await database().pool.query<{ code: string; discountId: string }>(
    `select lower(c.code) as code, g.discount_id as "discountId"
     from codes c join batches b on b.id = c.batch_id join groups g on g.id = b.group_id
     where c.account_id = $1 and c.state in ('available', 'assigned', 'redeemed', 'expired', 'void')`,
    [accountId],
  );
  const known = new Map(rows.map(({ code, discountId }) => [code, discountId]));
  const strangers = [...platform.codes.entries()].filter(
    ([key, held]) => held.discountId !== "somebody-else" && known.get(key) !== held.discountId,
  );
  expect(strangers.length, "codes in the store that we do not know").toBeLessThanOrEqual(STRANGERS_MAX);
  return strangers.length;
}
