import { createServer } from "node:net";
import { env, setDatabaseUrl } from "./config/env.server.ts";
import { startEmbeddedPostgres } from "./db/embedded-postgres.server.ts";
import { migrateDatabase } from "./db/migrate-database.server.ts";
import { leftOverPostgres } from "./left-over-postgres.server.ts";
import { log } from "./log/log.server.ts";

const DATA_DIRECTORY = "var/postgres";
const DATABASE_NAME = "coupon_pools";
/** Of the demo's and the tests' embedded database, which listens on this machine alone. */
const THROW_AWAY_PASSWORD = "throw-away-demo-password";

/**
 * Makes sure that there is a database with the newest schema: the one of DATABASE_URL or else the embedded
 * one, which is started. Whatever is loaded afterwards finds its address in DATABASE_URL.
 */
export async function prepareDatabase(): Promise<{ stop: () => Promise<void> }> {
  const { DATABASE_URL, WORKER } = env();
  if (DATABASE_URL) {
    await migrateDatabase(DATABASE_URL);
    return { stop: async () => {} };
  }
  if (WORKER === "only") {
    throw new Error("A worker in a process of its own needs a database that both reach: set DATABASE_URL.");
  }
  const embedded = await startEmbedded();
  await migrateDatabase(embedded.url);
  setDatabaseUrl(embedded.url);
  // The bundle has its own copy of env(), which reads this when it is loaded.
  process.env.DATABASE_URL = embedded.url;
  return { stop: embedded.stop };
}

async function startEmbedded(): Promise<{ url: string; stop: () => Promise<void> }> {
  const { APP_MODE, EMBEDDED_DATABASE_PASSWORD } = env();
  if (APP_MODE === "production") {
    log().warn(
      "the embedded database keeps everything in var/postgres on this machine: back that directory up",
    );
  }
  const server = {
    dataDirectory: DATA_DIRECTORY,
    password: EMBEDDED_DATABASE_PASSWORD ?? THROW_AWAY_PASSWORD,
    database: DATABASE_NAME,
  };
  const leftOver = await leftOverPostgres(server);
  if (leftOver) {
    log().warn("the embedded database was still running: it goes on being used");
    return leftOver;
  }
  try {
    return await startEmbeddedPostgres({ ...server, port: await freePort() });
  } catch (error) {
    throw new Error(`The embedded PostgreSQL in ${DATA_DIRECTORY} does not start.`, { cause: error });
  }
}

/** A port that is free on 127.0.0.1 right now. */
async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = address && typeof address === "object" ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
