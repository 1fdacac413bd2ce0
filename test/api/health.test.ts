import { expect, test } from "vitest";
import { health } from "#app/api/health.server.ts";
import { closeDatabase, database } from "#app/db/database.server.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

test("it is ready while the database answers, and alive even when it does not", async () => {
  expect((await health.request("/readyz")).status).toBe(200);
  await database().pool.end();
  expect((await health.request("/readyz")).status).toBe(503);
  expect((await health.request("/healthz")).status).toBe(200);
  await closeDatabase();
  expect((await health.request("/readyz")).status).toBe(200);
});
