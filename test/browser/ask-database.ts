import pg from "pg";
import type { Demo } from "#sandbox/demo/start-demo.ts";

/** Asks a demo's database. */
export async function askDatabase(demo: Demo, question: string): Promise<unknown[]> {
  const client = new pg.Client(demo.databaseUrl);
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
}
