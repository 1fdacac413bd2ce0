import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { setDatabaseUrl } from "#app/config/env.server.ts";
import { closeDatabase } from "#app/db/database.server.ts";
import { migrateDatabase } from "#app/db/migrate-database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { freePort } from "#sandbox/demo/free-port.ts";
import { startPostgres as startServer } from "#sandbox/demo/start-postgres.ts";

const TEMPLATE = "coupon_pools_template";

declare module "vitest" {
  export interface ProvidedContext {
    /** A database on the run's server, in which others can be made. */
    postgresUrl: string;
    /** The migrated database that each file clones. */
    templateDatabase: string;
  }
}

/** One real PostgreSQL for the run, with a migrated template database. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  process.env.APP_MODE = "test";
  process.env.LOG_LEVEL ??= "silent";
  const directory = await mkdtemp(join(tmpdir(), "coupon-pools-test-"));
  await chmod(directory, 0o755);
  const server = await startServer({
    dataDirectory: join(directory, "postgres"),
    port: await freePort(),
    password: "throw-away",
    database: TEMPLATE,
    settings: ["max_connections=300", "fsync=off", "full_page_writes=off", "shared_buffers=256MB"],
  });
  await migrateDatabase(server.url);
  // The queue's own tables too, so that a test may send a job at once.
  setDatabaseUrl(server.url);
  await startQueue();
  await stopQueue();
  await closeDatabase();
  const admin = new URL(server.url);
  admin.pathname = "/postgres";
  const client = new pg.Client(admin.href);
  await client.connect();
  await client.query(`alter database ${TEMPLATE} is_template true`);
  await client.end();
  project.provide("postgresUrl", admin.href);
  project.provide("templateDatabase", TEMPLATE);
  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
