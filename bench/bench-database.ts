import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setDatabaseUrl } from "#app/config/env.server.ts";
import { closeDatabase } from "#app/db/database.server.ts";
import { startEmbeddedPostgres } from "#app/db/embedded-postgres.server.ts";
import { migrateDatabase } from "#app/db/migrate-database.server.ts";
import { freePort } from "#sandbox/demo/free-port.ts";

export interface BenchDatabase {
  url: string;
  /** Removed at the end. */
  directory: string;
}

/**
 * Runs `work` on a PostgreSQL of its own with the newest schema. As the embedded database runs for a merchant:
 * every commit is on the disk before it is answered.
 */
export async function withBenchDatabase(work: (database: BenchDatabase) => Promise<void>): Promise<void> {
  process.env.APP_MODE ??= "test";
  process.env.LOG_LEVEL ??= "error";
  const directory = await mkdtemp(join(tmpdir(), "coupon-pools-bench-"));
  await chmod(directory, 0o755);
  const server = await startEmbeddedPostgres({
    dataDirectory: join(directory, "postgres"),
    port: await freePort(),
    password: "throw-away",
    database: "bench",
    settings: ["max_wal_size=2GB", "max_connections=200"],
  });
  try {
    await migrateDatabase(server.url);
    setDatabaseUrl(server.url);
    await work({ url: server.url, directory });
  } finally {
    await closeDatabase();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
