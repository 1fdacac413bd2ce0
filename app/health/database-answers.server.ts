import { database } from "#app/db/database.server.ts";

/** Whether the database answers a query; false instead of a throw. Waits as long as a connection may take. */
export async function databaseAnswers(): Promise<boolean> {
  try {
    await database().pool.query("select 1");
    return true;
  } catch {
    return false;
  }
}
