import { env, setDatabaseUrl } from "#app/config/env.server.ts";
import { embeddedDatabase } from "./embedded-database.server.ts";
import { leftOverPostgres } from "./left-over-postgres.server.ts";

/** There is no database to be reached; the message says what to do. */
export class NoDatabaseError extends Error {}

/**
 * For a command beside the program: the database of DATABASE_URL, or else the embedded one that the running program
 * has started, whose port nobody else knows. Throws NoDatabaseError where there is neither.
 */
export async function reachDatabase(): Promise<void> {
  if (env().DATABASE_URL) return;
  const embedded = embeddedDatabase();
  const running = await leftOverPostgres(embedded);
  if (!running) {
    throw new NoDatabaseError(
      `No embedded database runs in ${embedded.dataDirectory} here. Start the program first, or set DATABASE_URL.`,
    );
  }
  setDatabaseUrl(running.url);
}
