import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { Queryable } from "./queryable.ts";

const MIGRATIONS = resolve("prisma/migrations");

/**
 * The migrations that this build expects and the database has not finished, in their order. Those of a newer build
 * are no trouble: they are made so that the build before goes on working meanwhile.
 */
export async function missingMigrations(client: Queryable): Promise<string[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  const known = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const { rows: tables } = await client.query<{ there: boolean }>(
    "select to_regclass('_prisma_migrations') is not null as there",
  );
  if (!tables[0]?.there) return known.sort();
  const { rows } = await client.query<{ name: string }>(
    "select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  const applied = new Set(rows.map(({ name }) => name));
  return known.filter((name) => !applied.has(name)).sort();
}
