import { expect } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import type { DiscountPlatform } from "#app/platforms/discount-platform.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { tendGroups } from "#app/replenishment/tend-groups.server.ts";
import type { Clock } from "#app/replenishment/work.ts";
import { seededRandom } from "#sandbox/seeded-random.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { crashAt } from "#test/support/crash.ts";
import { expectHeldEqualsRows } from "#test/support/held-codes.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";
import { newPool, newTemplate, type ReplenishedPool } from "#test/support/replenished-pool.ts";
import { reportLives } from "./lives-report.ts";

/** Codes of ours on the platform that we may not know of: what is left when a process dies in the middle of a create. */
const STRANGERS_MAX = 5;
/** Rounds of work, each of which may end in the death of the process. */
const ROUNDS = 12;

/** A store's platform that fails on demand, and what can be seen of it from outside. */
export interface World {
  platform: DiscountPlatform;
  clock: Clock;
  /** Faults of every kind, each with a probability drawn from `random`, until `calm`. */
  storm(random: () => number): void;
  /** No faults from here on, and what was accepted before is done. */
  calm(): void;
  /** What was accepted is done now. */
  finish(): void;
  /** The id of the discount that has the code. */
  discountOf(code: string): string | undefined;
  hasDiscount(id: string): boolean;
  /** Codes under discounts of ours, in lower case, with the discount's id. */
  ownCodes(): [code: string, discountId: string][];
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
async function runWithFaults(seed: number, world: World): Promise<RunReport> {
  const random = seededRandom(seed);
  const accountId = await newAccount();
  const pools = await poolsOf(accountId, random);
  world.storm(random);
  const life = { world, pools, random, keys: 0 };
  let deaths = 0;
  for (let round = 0; round < ROUNDS; round += 1) deaths += await liveUntilDeath(life);
  world.calm();
  await workInPeace(life);
  const assigned = await checkPromises(world, accountId, pools);
  return { assigned, deaths, strangers: await countStrangers(world, accountId) };
}

interface Life {
  world: World;
  pools: ReplenishedPool[];
  random: () => number;
  keys: number;
}

/** The platform of a process that dies at the nth call, before or after the platform has worked on it. */
function mortal(platform: DiscountPlatform, callsLeft: number, when: "before" | "after"): DiscountPlatform {
  let left = callsLeft;
  return new Proxy(platform, {
    get: (target, name: keyof DiscountPlatform) => {
      const call = target[name] as ((...args: unknown[]) => Promise<unknown>) | undefined;
      // `then`, when it is awaited.
      if (!call) return undefined;
      return async (...args: unknown[]) => {
        left -= 1;
        if (when === "before" && left <= 0) throw new Error("the process is dead");
        const answer = await call.apply(target, args);
        if (left <= 0) throw new Error("the process is dead");
        return answer;
      };
    },
  });
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
  const { world, random } = life;
  const how = random();
  const when = random() < 0.5 ? "before" : "after";
  const crash = how < 0.4 ? crashAt(1 + Math.floor(random() * 120), when) : null;
  const platform =
    how >= 0.4 && how < 0.8 ? mortal(world.platform, 1 + Math.floor(random() * 25), when) : world.platform;
  const ended = await work(life, platform).then(
    () => false,
    () => true,
  );
  // Work that takes a failed statement for a bad moment of the database ends as if nothing had happened.
  const died = ended || crash?.struck() === true;
  crash?.restart();
  if (died) await lastCallsEnd();
  // What the platform accepted goes on without us, sometimes before we are back.
  if (died && random() < 0.5) world.finish();
  if (died) {
    await database().pool.query(
      "update store_paces set lease_until = clock_timestamp() where lease_until is not null",
    );
    await database().pool.query(`update shopify_sessions set "refreshUntil" = null`);
  }
  return died ? 1 : 0;
}

/**
 * A new process remembers nothing of the dead one. This one does, so what the dead one had under way ends first (a
 * look-up that both share would bring its death into the next life), and its connections go with it: one that was cut
 * while it lay idle would fail whoever takes it first.
 */
async function lastCallsEnd(): Promise<void> {
  const { pool } = database();
  for (let turn = 0; turn < 1_000 && pool.totalCount > pool.idleCount; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const connections = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()));
  for (const connection of connections) {
    const lost = await connection.query("select 1").then(
      () => undefined,
      (error: Error) => error,
    );
    connection.release(lost);
  }
}

async function work(life: Life, platform: DiscountPlatform): Promise<void> {
  const { world, pools, random } = life;
  const signal = new AbortController().signal;
  const surroundings = { clock: world.clock, random, signal };
  for (const pool of pools) if (random() < 0.7) await replenishPool({ poolId: pool.id });
  const [first] = pools;
  if (!first) throw new Error("A run without pools.");
  if (random() < 0.3) await checkStore({ ...surroundings, platform, storeId: first.storeId });
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
    await claimCodes(
      claimRequest({
        accountId: pool.accountId,
        pool: pool.id,
        campaign: { id: "campaign", type: "automation" },
        recipients,
      }),
    );
  }
}

async function workInPeace(life: Life): Promise<void> {
  const { world, pools, random } = life;
  const { platform, clock } = world;
  const surroundings = { clock, random, signal: new AbortController().signal };
  await anHourPasses();
  // The look of every hour: whoever was out of reach is back.
  for (const storeId of new Set(pools.map((pool) => pool.storeId))) {
    await checkStore({ ...surroundings, platform, storeId });
  }
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
  world: World,
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
    expect(world.discountOf(code), `${state} code ${code}`).toBe(discountId);
    expect(world.hasDiscount(discountId ?? ""), `the discount of ${code}`).toBe(true);
    expect(claims, `claims of ${code}`).toBe(state === "assigned" ? 1 : 0);
  }
  expect(rows.filter(({ state }) => state === "pending")).toEqual([]);
  expect(await prisma.batch.count({ where: { accountId, state: { not: "settled" } } })).toBe(0);
  for (const storeId of new Set(pools.map((pool) => pool.storeId))) await expectHeldEqualsRows(storeId);
  await checkDeleted(world, accountId);
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

/** What is said to be deleted on the platform is not there. */
async function checkDeleted(world: World, accountId: string): Promise<void> {
  const { rows } = await database().pool.query<{ code: string; discountId: string }>(
    `select c.code, g.discount_id as "discountId"
     from codes c join batches b on b.id = c.batch_id join groups g on g.id = b.group_id
     where c.account_id = $1 and c.state in ('expired', 'void') and c.wasted_at is null`,
    [accountId],
  );
  for (const { code, discountId } of rows) {
    expect(world.discountOf(code), `${code}, which was deleted`).not.toBe(discountId);
  }
}

/** Codes under discounts of ours that no row of ours says to be there. */
async function countStrangers(world: World, accountId: string): Promise<number> {
  const { rows } = await database().pool.query<{ code: string; discountId: string }>(
    `select lower(c.code) as code, g.discount_id as "discountId"
     from codes c join batches b on b.id = c.batch_id join groups g on g.id = b.group_id
     where c.account_id = $1
       and (c.state in ('available', 'assigned', 'redeemed', 'expired', 'void') or c.wasted_at is not null)`,
    [accountId],
  );
  const known = new Map(rows.map(({ code, discountId }) => [code, discountId]));
  const strangers = world.ownCodes().filter(([code, discountId]) => known.get(code) !== discountId);
  expect(strangers.length, "codes in the store that we do not know").toBeLessThanOrEqual(STRANGERS_MAX);
  return strangers.length;
}

/** So many seeded lives in a row; the first broken promise fails with its seed. */
export async function runMany(
  seeds: { platform: string; first: number; runs: number },
  newWorld: (random: () => number) => World,
): Promise<RunReport> {
  const total: RunReport = { assigned: 0, deaths: 0, strangers: 0 };
  const started = performance.now();
  const report = async (complaints: string[]) =>
    await reportLives({
      ...total,
      platform: seeds.platform,
      first: seeds.first,
      lives: seeds.runs,
      seconds: (performance.now() - started) / 1_000,
      complaints,
    });
  for (let seed = seeds.first; seed < seeds.first + seeds.runs; seed += 1) {
    const world = newWorld(seededRandom(-seed));
    const life = await runWithFaults(seed, world).catch(async (error: unknown) => {
      const complaint = `Seed ${seed}: ${error instanceof Error ? error.message : String(error)}`;
      await report([complaint]);
      throw new Error(complaint, { cause: error });
    });
    total.assigned += life.assigned;
    total.deaths += life.deaths;
    total.strangers += life.strangers;
  }
  await report([]);
  const { assigned, deaths, strangers } = total;
  process.stdout.write(
    `${seeds.runs} runs: ${assigned} codes assigned, ${deaths} deaths, ${strangers} unknown codes left in the stores\n`,
  );
  return total;
}
