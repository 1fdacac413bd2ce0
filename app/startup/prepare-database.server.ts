import { createServer } from "node:net";
import { env, setDatabaseUrl } from "#app/config/env.server.ts";
import { startEmbeddedPostgres } from "#app/db/embedded-postgres.server.ts";
import { migrateDatabase } from "#app/db/migrate-database.server.ts";
import { log } from "#app/log/log.server.ts";
import { embeddedDatabase } from "./embedded-database.server.ts";
import { leftOverPostgres } from "./left-over-postgres.server.ts";

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
  // biome-ignore lint/style/noProcessEnv: written for it, not read.
  process.env.DATABASE_URL = embedded.url;
  return { stop: embedded.stop };
}

async function startEmbedded(): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = embeddedDatabase();
  if (env().APP_MODE === "production") {
    log().warn(
      `the embedded database keeps everything in ${server.dataDirectory} on this machine: back that directory up`,
    );
  }
  const leftOver = await leftOverPostgres(server);
  if (leftOver) {
    log().warn("the embedded database was still running: it goes on being used");
    return leftOver;
  }
  try {
    return await startEmbeddedPostgres({ ...server, port: await freePort() });
  } catch (error) {
    throw new Error(`The embedded PostgreSQL in ${server.dataDirectory} does not start.`, { cause: error });
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
