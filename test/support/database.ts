import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { setDatabaseUrl } from "#app/config/env.server.ts";
import { closeDatabase } from "#app/db/database.server.ts";

/**
 * Gives the test file a database of its own, cloned from the migrated template, for `database()` and
 * everything above it. Call at the top of the file. `url()` is for processes that the test starts.
 */
export function freshDatabase(): { url: () => string } {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  beforeAll(async () => {
    await asAdmin(`create database ${name} template ${inject("templateDatabase")}`);
    setDatabaseUrl(url.href);
  });
  afterAll(async () => {
    await closeDatabase();
    await asAdmin(`drop database ${name} with (force)`);
  });
  return { url: () => url.href };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client(inject("postgresUrl"));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
