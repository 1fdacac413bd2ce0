import pg from "pg";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { closeDatabase, database } from "#app/db/database.server.ts";
import type { ApiClientId } from "#app/db/ids.ts";
import { sweepPools } from "#app/pools/sweep-pools.server.ts";
import { groupEnds, zoneCalendar } from "#app/replenishment/group-ends.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { tendGroups } from "#app/replenishment/tend-groups.server.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";
import { type PretendPlatform, pretendPlatform } from "#test/support/pretend-platform.ts";
import { newPool, newTemplate, quickClock, type ReplenishedPool } from "#test/support/replenished-pool.ts";

const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC", "Australia/Lord_Howe"];
/** Codes an hour of a pool at its busiest; half of all pools are used now and then or not at all. */
const RATES = [0, 0, 0.3, 2, 5, 20, 60, 120, 200, 300];
const STEP_MINUTES = 10;
const AT_A_TIME = 8;

interface SimulatedPool extends ReplenishedPool {
  validDays: number;
  timeZone: string;
  codesPerHour: number;
  platform: PretendPlatform;
}

interface Tally {
  assigned: number;
  notReady: number;
  tooShort: number;
  midnights: number;
}

/**
 * A week of N-day pools under a clock that is set, in the database too: every ten minutes claims come in, jobs run
 * and groups are tended; at every midnight each pool is claimed from in its first second. Prints what was wasted.
 */
export async function sevenDays(url: string, size: { days: number; pools: number }): Promise<boolean> {
  const setClock = await shadowClock(url);
  const start = Date.parse("2026-11-23T11:55:00Z");
  let now = new Date(start);
  await setClock(now);
  const pools = await makePools(size.pools, () => now);
  const tally: Tally = { assigned: 0, notReady: 0, tooShort: 0, midnights: 0 };
  await runJobs(pools);
  const steps = (size.days * 24 * 60) / STEP_MINUTES;
  for (let step = 1; step <= steps; step += 1) {
    const next = new Date(start + step * STEP_MINUTES * 60_000);
    for (const midnight of midnightsBetween(pools, now, next)) {
      now = midnight.at;
      await setClock(now);
      const at = now;
      await sideBySide(midnight.pools, (pool) =>
        claim(pool, 3 + Math.ceil(pool.codesPerHour / 60), at, tally),
      );
      tally.midnights += midnight.pools.length;
      await runJobs(midnight.pools);
    }
    now = next;
    await setClock(now);
    const using = pools.filter((pool) => due(pool, step));
    await sideBySide(using, (pool) => claim(pool, quantityOf(pool), next, tally));
    await sweepPools();
    await runJobs(using);
    await tend(pools);
  }
  return await report(pools, tally, size);
}

/**
 * statement_timestamp() of every session of this database is what the simulation says. A setting of the session
 * and not a table, so that it is put into the statements that ask for it and costs what the real one costs.
 */
async function shadowClock(url: string): Promise<(now: Date) => Promise<void>> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("create schema clock");
  await client.query(
    `create function clock.statement_timestamp() returns timestamptz language sql stable
     as $$select pg_catalog.current_setting('clock.instant')::timestamptz$$`,
  );
  const name = new URL(url).pathname.slice(1);
  await client.query(`alter database "${name}" set search_path = clock, public, pg_catalog`);
  // Nothing here outlives the run: commits need not wait for the disk.
  await client.query(`alter database "${name}" set synchronous_commit = off`);
  await client.end();
  // Connections that are open keep the old clock.
  await closeDatabase();
  return async (now) => {
    const { pool } = database();
    // Nothing runs between two instants, so these are all connections that there are.
    const all = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    for (const connection of all) {
      await connection.query("select set_config('clock.instant', $1, false)", [now.toISOString()]);
      connection.release();
    }
  };
}

/** Pools share nothing: what happens at one instant is done for several of them at a time, as workers do it. */
async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const some = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, some));
}

async function makePools(quantity: number, now: () => Date): Promise<SimulatedPool[]> {
  const pools: SimulatedPool[] = [];
  for (let index = 0; index < quantity; index += 1) {
    const accountId = await newAccount();
    const validDays = [1, 3, 7, 14, 30, 60][index % 6] ?? 7;
    const timeZone = ZONES[index % ZONES.length] ?? "UTC";
    const codesPerHour = RATES[index % RATES.length] ?? 0;
    const expiryPrecision = validDays > 14 ? "week" : "day";
    const pool = await newPool(accountId, await newTemplate(accountId), {
      validDays,
      expiryPrecision,
      timeZone,
    });
    await replenishPool({ poolId: pool.id });
    pools.push({ ...pool, validDays, timeZone, codesPerHour, platform: pretendPlatform(Math.random, now) });
  }
  return pools;
}

/** The first second of a day in a pool's zone, of all pools that have one between two instants. */
function midnightsBetween(
  pools: readonly SimulatedPool[],
  after: Date,
  through: Date,
): { at: Date; pools: SimulatedPool[] }[] {
  const found = new Map<number, SimulatedPool[]>();
  for (const pool of pools) {
    const calendar = zoneCalendar(after, pool.timeZone);
    const at = calendar.endOf(calendar.today).getTime() + 1_000;
    if (at > after.getTime() && at <= through.getTime()) found.set(at, [...(found.get(at) ?? []), pool]);
  }
  return [...found].sort(([a], [b]) => a - b).map(([at, ofAt]) => ({ at: new Date(at), pools: ofAt }));
}

function due(pool: SimulatedPool, step: number): boolean {
  if (pool.codesPerHour >= 60 / STEP_MINUTES) return true;
  if (pool.codesPerHour === 0) return false;
  return step % Math.round(60 / STEP_MINUTES / pool.codesPerHour) === 0;
}

function quantityOf(pool: SimulatedPool): number {
  return Math.max(1, Math.round((pool.codesPerHour * STEP_MINUTES) / 60));
}

let keys = 0;
async function claim(pool: SimulatedPool, quantity: number, now: Date, tally: Tally): Promise<void> {
  const { accountId, id, timeZone, validDays } = pool;
  const answer = await claimCodes({
    accountId,
    clientId: "cpk_bench" as ApiClientId,
    broadcastAllowed: false,
    pool: id,
    campaign: { id: "campaign", type: "automation" },
    mode: "live",
    recipients: Array.from({ length: quantity }, () => {
      keys += 1;
      return { key: `key-${keys}`, contact: `contact-${keys}` };
    }),
  });
  if (!answer.ok) throw new Error(answer.refusal.detail);
  const calendar = zoneCalendar(now, timeZone);
  const { least } = groupEnds({ calendar, validDays, precision: "day", aheadSeconds: 0 });
  for (const { outcome, expiresAt } of answer.value.claims) {
    if (outcome !== "assigned") tally.notReady += 1;
    else if (expiresAt === null || new Date(expiresAt) < least) tally.tooShort += 1;
    else tally.assigned += 1;
  }
}

async function runJobs(pools: readonly SimulatedPool[]): Promise<void> {
  const { rows } = await database().pool.query<{ id: string }>("select id from pools where replenish_queued");
  const queued = new Set(rows.map(({ id }) => id));
  await sideBySide([...queued], async (poolId) => {
    await replenishPool({ poolId });
  });
  const minting = pools.filter(({ id }) => queued.has(id) || keys === 0);
  await sideBySide(minting, mint);
}

async function mint({ storeId, platform }: SimulatedPool): Promise<void> {
  await mintStore({ ...surroundings(), storeId, platform });
}

async function tend(pools: readonly SimulatedPool[]): Promise<void> {
  const byStore = new Map(pools.map((pool) => [pool.storeId, pool]));
  const platformOf = async (storeId: string) => {
    const pool = byStore.get(storeId);
    if (!pool) throw new Error("A store without a pool.");
    return pool.platform;
  };
  await tendGroups({ ...surroundings(), platformOf });
  const { rows } = await database().pool.query<{ id: string }>(
    "select distinct store_id as id from batches where state <> 'settled'",
  );
  await sideBySide(
    rows.flatMap(({ id }) => byStore.get(id) ?? []),
    mint,
  );
}

function surroundings() {
  return { clock: quickClock(), random: Math.random, signal: new AbortController().signal };
}

async function report(
  pools: readonly SimulatedPool[],
  tally: Tally,
  size: { days: number; pools: number },
): Promise<boolean> {
  const { rows } = await database().pool.query<{
    made: number;
    wasted: number;
    ready: number;
    groups: number;
  }>(
    `select sum(added - rejected)::int as made, sum(expired)::int as wasted, sum(available)::int as ready,
            (select count(*)::int from groups where discount_id is not null) as groups
     from pools`,
  );
  const { made = 0, wasted = 0, ready = 0, groups = 0 } = rows[0] ?? {};
  const live = pools.reduce((sum, { platform }) => sum + platform.discounts.size, 0);
  const moves = pools.reduce((sum, { platform }) => sum + (platform.calls.get("updateDiscount") ?? 0), 0);
  console.log(
    `${size.days} days, ${size.pools} N-day pools, ${tally.midnights} midnights: ${tally.assigned} codes assigned, ` +
      `${made} made, ${wasted} wasted and deleted (${((100 * wasted) / Math.max(1, made)).toFixed(1)} %), ${ready} ready at the end`,
  );
  console.log(
    `${groups} child discounts made, ${live} live at the end, the end of one moved ${moves} times; ` +
      `${tally.notReady} claims waited for minting, ${tally.tooShort} codes had less than N days`,
  );
  return tally.notReady === 0 && tally.tooShort === 0;
}
