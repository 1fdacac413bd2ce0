import { afterEach, expect, test } from "vitest";
import { health } from "#app/api/health.server.ts";
import { closeDatabase, database } from "#app/db/database.server.ts";
import { startDraining } from "#app/health/draining.server.ts";
import { readiness } from "#app/health/readiness.server.ts";
import { queue, startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

afterEach(async () => {
  await stopQueue();
});

async function reasons(): Promise<string[]> {
  return (await readiness("sends")).map(({ code }) => code);
}

test("it is ready while the database answers and its queue runs, and alive even when they do not", async () => {
  await startQueue();
  await queue().work("sweep-pools", { pollingIntervalSeconds: 0.5 }, async () => {});
  await expect.poll(async () => (await health.request("/readyz")).status).toBe(200);
  await database().pool.end();
  const answer = await health.request("/readyz");
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({
    status: "unavailable",
    reasons: [{ code: "database_unreachable", detail: "The database does not answer." }],
  });
  expect((await health.request("/healthz")).status).toBe(200);
  await stopQueue();
  await closeDatabase();
  await startQueue();
  expect(await reasons()).toEqual([]);
});

test("without a queue it is not ready, nor with workers that stopped looking for jobs", async () => {
  expect(await reasons()).toEqual(["queue_not_started"]);
  await startQueue();
  expect(await reasons()).toEqual([]);
  const now = Date.now();
  expect((await readiness("works", () => now)).map(({ code }) => code)).toEqual(["queue_silent"]);
  await queue().work("sweep-pools", { pollingIntervalSeconds: 0.5 }, async () => {});
  await expect.poll(async () => await readiness("works")).toEqual([]);
  const later = () => Date.now() + 61_000;
  expect((await readiness("works", later)).map(({ code }) => code)).toEqual(["queue_silent"]);
});

test("a database behind this build's migrations is named, one ahead of them is fine", async () => {
  await startQueue();
  const { pool } = database();
  const rename = "update _prisma_migrations set migration_name = $2 where migration_name = $1";
  await pool.query(rename, ["20261124310000_orders", "20991231000000_of_a_newer_build"]);
  expect(await readiness("sends")).toEqual([
    {
      code: "migrations_missing",
      detail: "The database lacks 1 of this build's migrations, 20261124310000_orders first.",
    },
  ]);
  await pool.query(rename, ["20991231000000_of_a_newer_build", "20261124310000_orders"]);
  await pool.query(`insert into _prisma_migrations (id, checksum, migration_name, finished_at)
                    values ('newer', '', '20991231000000_of_a_newer_build', now())`);
  expect(await reasons()).toEqual([]);
});

test("a database that hangs is given up in time, and not asked again by every probe", async () => {
  await startQueue();
  const { pool } = database();
  const holder = await pool.connect();
  await holder.query("begin; lock table _prisma_migrations");
  const probes = await Promise.all(Array.from({ length: 20 }, () => readiness("sends", Date.now, 0.2)));
  expect(probes.flat().map(({ code }) => code)).toEqual(Array(20).fill("database_unreachable"));
  const { rows } = await holder.query<{ waiting: number }>(
    "select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  expect(rows[0]?.waiting).toBe(1);
  await holder.query("rollback");
  holder.release();
  await expect.poll(reasons).toEqual([]);
});

// The last one: what stops does not start again.
test("a process that stops is not ready, while it still answers", async () => {
  await startQueue();
  startDraining();
  expect(await reasons()).toEqual(["stopping"]);
  const answer = await health.request("/readyz");
  expect(answer.status).toBe(503);
  expect((await health.request("/healthz")).status).toBe(200);
});
