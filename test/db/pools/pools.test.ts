import { beforeAll, describe, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { createPool } from "#app/pools/create-pool.server.ts";
import { editPool } from "#app/pools/edit-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { listPools } from "#app/pools/list-pools.server.ts";
import { pagePools } from "#app/pools/page-pools.server.ts";
import type { PoolDetail } from "#app/pools/pool-view.ts";
import { unarchivePool } from "#app/pools/unarchive-pool.server.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

const actor = "Ada";

async function newAccount(): Promise<string> {
  const id = newId("account");
  await database().prisma.account.create({ data: { id, name: "Shoes" } });
  return id;
}

async function pool(accountId: string, handle: string, more = {}): Promise<PoolDetail> {
  const created = await createPool({ accountId, settings: { name: handle, handle, ...more }, actor });
  if (!created.ok) throw new Error(created.refusal.detail);
  return created.value;
}

/** Sets counters as codes/ would. */
async function stock(poolId: string, available: number, assigned: number): Promise<void> {
  await database().pool.query(
    "update pools set added = $2::int + $3::int, available = $2, assigned = $3 where id = $1",
    [poolId, available, assigned],
  );
}

describe("handles", () => {
  let accountId: string;
  beforeAll(async () => {
    accountId = await newAccount();
  });

  test("a handle is unique in the account, and free in another", async () => {
    await pool(accountId, "welcome");
    const again = await createPool({ accountId, settings: { name: "Other", handle: "welcome" }, actor });
    expect(again).toMatchObject({
      ok: false,
      refusal: { code: "invalid_request", errors: [{ path: "handle" }] },
    });
    expect(await pool(await newAccount(), "welcome")).toMatchObject({ handle: "welcome" });
  });

  test("an old handle stays valid after renaming, and is never given to another pool", async () => {
    const spring = await pool(accountId, "spring");
    const renamed = await editPool({
      accountId,
      poolId: spring.id,
      settings: { name: "Spring", handle: "spring-26" },
      actor,
    });
    expect(renamed).toMatchObject({ ok: true, value: { handle: "spring-26" } });
    expect(await getPool({ accountId, pool: "spring" })).toMatchObject({
      ok: true,
      value: { id: spring.id },
    });
    expect((await createPool({ accountId, settings: { name: "Spring", handle: "spring" }, actor })).ok).toBe(
      false,
    );
    const other = await pool(accountId, "summer");
    const taken = await editPool({
      accountId,
      poolId: other.id,
      settings: { name: "Summer", handle: "spring" },
      actor,
    });
    expect(taken).toMatchObject({ ok: false, refusal: { errors: [{ path: "handle" }] } });
    expect(await getPool({ accountId, pool: "spring" })).toMatchObject({
      ok: true,
      value: { id: spring.id },
    });
  });

  test("a pool may take an old handle of its own back", async () => {
    const autumn = await pool(accountId, "autumn");
    await editPool({ accountId, poolId: autumn.id, settings: { name: "Autumn", handle: "fall" }, actor });
    const back = await editPool({
      accountId,
      poolId: autumn.id,
      settings: { name: "Autumn", handle: "autumn" },
      actor,
    });
    expect(back).toMatchObject({ ok: true, value: { handle: "autumn" } });
  });
});

test("a pool of another account looks exactly like one that does not exist", async () => {
  const theirs = await pool(await newAccount(), "theirs");
  const accountId = await newAccount();
  const missing = await getPool({ accountId, pool: newId("pool") });
  expect(missing.ok).toBe(false);
  expect(await getPool({ accountId, pool: theirs.id })).toEqual(missing);
  expect(await getPool({ accountId, pool: "theirs" })).toEqual(missing);
});

test("every wrong field is named, and nothing is written", async () => {
  const accountId = await newAccount();
  const settings = {
    name: " ",
    handle: "Not A Handle",
    lowWaterUnit: "percent",
    lowWaterValue: 120,
    whenDry: "fallback",
  } as const;
  const refused = await createPool({ accountId, settings, actor });
  expect(refused.ok ? [] : refused.refusal.errors?.map(({ path }) => path).sort()).toEqual([
    "fallbackCode",
    "handle",
    "lowWaterValue",
    "name",
  ]);
  expect(await listPools({ accountId, sort: "name", direction: "asc", page: 1, pageSize: 10 })).toEqual({
    pools: [],
    total: 0,
  });
});

test("the history tells who created, edited, archived and restored a pool", async () => {
  const accountId = await newAccount();
  const { id: poolId } = await pool(accountId, "told");
  await editPool({
    accountId,
    poolId,
    settings: { name: "Told", handle: "told", lowWaterValue: 5 },
    actor: "Grace",
  });
  await archivePool({ accountId, poolId, actor });
  await archivePool({ accountId, poolId, actor });
  await unarchivePool({ accountId, poolId, actor });
  const lines = await listHistory({ accountId, poolId, limit: 10 });
  expect(lines.map(({ actor, sentence }) => `${actor}: ${sentence}`)).toEqual([
    "Ada: Pool restored from the archive",
    "Ada: Pool archived",
    "Grace: Pool edited: name, low-water mark",
    "Ada: Pool created",
  ]);
});

describe("status and order", () => {
  let accountId: string;
  beforeAll(async () => {
    accountId = await newAccount();
    const made = {
      full: await pool(accountId, "full"),
      low: await pool(accountId, "low", { lowWaterUnit: "count", lowWaterValue: 50 }),
      lowByPercent: await pool(accountId, "low-by-percent", { lowWaterUnit: "percent", lowWaterValue: 10 }),
      empty: await pool(accountId, "empty"),
      archived: await pool(accountId, "old"),
    };
    await stock(made.full.id, 1000, 10);
    await stock(made.low.id, 50, 950);
    await stock(made.lowByPercent.id, 100, 900);
    await archivePool({ accountId, poolId: made.archived.id, actor });
  });

  const list = async (more = {}) => {
    const { pools, total } = await listPools({
      accountId,
      sort: "attention",
      direction: "asc",
      page: 1,
      pageSize: 10,
      ...more,
    });
    return { handles: pools.map(({ handle }) => handle), total };
  };

  test("low and empty pools come first on request, archived ones only when asked for", async () => {
    expect(await list()).toEqual({ handles: ["empty", "low", "low-by-percent", "full"], total: 4 });
    expect(await list({ status: "archived" })).toEqual({ handles: ["old"], total: 1 });
    expect(await list({ status: "low" })).toEqual({ handles: ["low", "low-by-percent"], total: 2 });
  });

  test("search takes % and _ as they are", async () => {
    expect((await list({ search: "LOW" })).handles).toEqual(["low", "low-by-percent"]);
    expect((await list({ search: "%" })).handles).toEqual([]);
  });

  test("a pool without codes comes last when sorted by percent, and has no percentage", async () => {
    expect((await list({ sort: "percent", direction: "desc" })).handles).toEqual([
      "full",
      "low-by-percent",
      "low",
      "empty",
    ]);
    expect(await getPool({ accountId, pool: "empty" })).toMatchObject({
      ok: true,
      value: { percentRemaining: null, remaining: 0 },
    });
  });

  test("pages and cursors show every pool once", async () => {
    const first = await pagePools({ accountId, limit: 3 });
    if (!first.ok || !first.value.nextCursor) throw new Error("expected a next page");
    const second = await pagePools({ accountId, limit: 3, cursor: first.value.nextCursor });
    if (!second.ok) throw new Error("expected a page");
    const handles = [...first.value.pools, ...second.value.pools].map(({ handle }) => handle);
    expect(handles).toEqual(["full", "low", "low-by-percent", "empty"]);
    expect(second.value.nextCursor).toBeNull();
    expect((await list({ page: 2, pageSize: 3 })).handles).toEqual(["full"]);
    expect(await pagePools({ accountId, limit: 3, cursor: "nonsense" })).toMatchObject({ ok: false });
  });
});
