import { beforeAll, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { firstIdAt } from "#app/db/first-id-at.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { forgetHistory } from "#app/history/forget-history.server.ts";
import { HISTORY_ABOUT, verbsAbout } from "#app/history/history-filter.ts";
import { HISTORY_VERBS } from "#app/history/history-verbs.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { pageHistory } from "#app/history/page-history.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
let poolId: string;
beforeAll(async () => {
  accountId = await newAccount();
  poolId = await poolWithCodes(accountId, []);
  const { pool } = database();
  await database().pool.query("delete from history");
  await appendHistory(pool, { accountId, poolId, actor: "Robin", verb: "pool.archived" });
  await appendHistory(pool, {
    accountId,
    poolId,
    actor: "API client Mailer",
    verb: "claims.released",
    detail: { released: 3 },
  });
  await appendHistory(pool, {
    accountId,
    actor: "Magento",
    verb: "store.connected",
    detail: { domain: "m" },
  });
  await appendHistory(pool, { accountId, poolId, actor: "system", verb: "pool.recovered" });
});

test("it is told newest first, with the pool, and goes on from where it was", async () => {
  const lines = await listHistory({ accountId, limit: 2 });
  expect(lines.map(({ sentence, pool }) => [sentence, pool?.id ?? null])).toEqual([
    ["Hands out codes again", poolId],
    ["Store m connected", null],
  ]);
  const older = await listHistory({ accountId, limit: 2, before: lines[1]?.id });
  expect(older.map(({ sentence }) => sentence)).toEqual(["3 codes released as not sent", "Pool archived"]);
});

test("its pages are gone through in both directions, one at a time", async () => {
  const page = async (from: { before?: string | undefined; after?: string | undefined }) => {
    const { lines, ...more } = await pageHistory({ accountId }, from, 1);
    return { ...more, sentence: lines[0]?.sentence, id: lines[0]?.id };
  };
  const newest = await page({});
  const second = await page({ before: newest.id });
  const third = await page({ before: second.id });
  expect([newest, second, third].map(({ sentence }) => sentence)).toEqual([
    "Hands out codes again",
    "Store m connected",
    "3 codes released as not sent",
  ]);
  expect([newest.hasNewer, newest.hasOlder]).toEqual([false, true]);
  expect(await page({ after: third.id })).toEqual({ ...second, hasNewer: true, hasOlder: true });
  // Nothing is newer than the first page, and it says so.
  expect(await page({ after: second.id })).toEqual(newest);
});

test.each([
  ["people", ["Robin"]],
  ["api", ["API client Mailer"]],
  ["bridge", ["Magento"]],
  ["system", ["system"]],
] as const)("what %s did can be told alone", async (who, actors) => {
  const lines = await listHistory({ accountId, who, limit: 10 });
  expect(lines.map(({ actor }) => actor)).toEqual(actors);
});

test("it can be narrowed to a pool and to what was done", async () => {
  expect(await listHistory({ accountId, poolId, limit: 10 })).toHaveLength(3);
  const lines = await listHistory({ accountId, poolId, about: "pools", limit: 10 });
  expect(lines.map(({ sentence }) => sentence)).toEqual(["Hands out codes again", "Pool archived"]);
  const told = new Set(HISTORY_ABOUT.flatMap(verbsAbout));
  expect(Object.keys(HISTORY_VERBS).filter((verb) => !told.has(verb as keyof typeof HISTORY_VERBS))).toEqual(
    [],
  );
});

test("entries are kept for 13 months and then forgotten", async () => {
  const { pool } = database();
  const now = new Date("2028-01-15T12:00:00Z");
  const put = (at: string) =>
    pool.query(
      "insert into history (id, account_id, actor, verb, created_at) values ($1, $2, 'old', 'pool.created', $3)",
      [`${firstIdAt("history_entry", new Date(at)).slice(0, -1)}7`, accountId, at],
    );
  await put("2026-12-15T11:59:59Z");
  await put("2026-12-15T12:00:01Z");
  const before = (await listHistory({ accountId, limit: 100 })).length;
  const forgotten = await forgetHistory(now);
  const left = await listHistory({ accountId, limit: 100 });
  expect(left.length).toBe(before - forgotten);
  expect(left.filter(({ actor }) => actor === "old").map(({ at }) => at)).toEqual([
    "2026-12-15T12:00:01.000Z",
  ]);
});
