import pg from "pg";
import { beforeAll } from "vitest";

/**
 * Lets a test set the clock of its database: `statement_timestamp()`, by which everything is decided that concerns
 * assigning and expiring, is found in a schema of the test's own before the real one. Call right after
 * `freshDatabase()`.
 */
export function databaseClock(url: () => string): { set: (instant: string | Date) => Promise<void> } {
  const run = async (...statements: string[]) => {
    const client = new pg.Client(url());
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  beforeAll(async () => {
    await run(
      "create schema clock",
      "create table clock.time (instant timestamptz not null)",
      "insert into clock.time values (pg_catalog.statement_timestamp())",
      "create function clock.statement_timestamp() returns timestamptz language sql stable as 'select instant from clock.time'",
      `alter database "${new URL(url()).pathname.slice(1)}" set search_path = clock, public, pg_catalog`,
    );
  });
  return {
    set: async (instant) => {
      await run(`update clock.time set instant = '${new Date(instant).toISOString()}'`);
    },
  };
}
