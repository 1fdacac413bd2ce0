import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import pg from "pg";
import { env } from "#app/config/env.server.ts";
import { DATABASE_SILENT_SECONDS } from "#app/config/limits.ts";
import { log } from "#app/log/log.server.ts";
import { outsideRequests } from "#app/log/log-context.server.ts";

// bigint columns (positions, code ids) stay well below 2^53: numbers are safe and cheaper than strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export interface Database {
  pool: pg.Pool;
  prisma: PrismaClient;
}

let open: Database | undefined;

/**
 * The process's one connection pool, and Prisma on top of the same pool.
 * Throws when DATABASE_URL is not known yet: entry points start the embedded server first.
 */
export function database(): Database {
  if (open) return open;
  const { DATABASE_URL, DATABASE_POOL_SIZE } = env();
  if (!DATABASE_URL)
    throw new Error("There is no DATABASE_URL, and no embedded database was started before the first query.");
  const pool = new pg.Pool({
    connectionString: DATABASE_URL,
    max: DATABASE_POOL_SIZE,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    // A database that vanishes without closing its connections, as in a failover, would be waited for for ever.
    keepAlive: true,
    keepAliveInitialDelayMillis: DATABASE_SILENT_SECONDS * 1_000,
    application_name: "coupon-pools",
  });
  // An idle connection that the server closes must not end the process.
  pool.on("error", (error) => lost(error, "an idle database connection was lost"));
  // Nor may one that is in use: its query fails, and pg says it once more as an event that nobody hears.
  pool.on("connect", (client) => {
    client.on("error", (error) => lost(error, "a database connection was lost"));
  });
  open = { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
  return open;
}

/** A connection serves many requests: its end belongs to none of them, least of all to the one that opened it. */
function lost(error: Error, what: string): void {
  outsideRequests(() => log().warn({ err: error }, what));
}

/** Closes the pool; the next call of `database()` opens a new one. */
export async function closeDatabase(): Promise<void> {
  const closing = open;
  open = undefined;
  await closing?.prisma.$disconnect();
  if (closing && !closing.pool.ended) await closing.pool.end();
}
