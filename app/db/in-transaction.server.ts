import pg from "pg";
import { database } from "./database.server.ts";

/** deadlock_detected and serialization_failure: the database asks for the same again. */
const AGAIN = new Set(["40P01", "40001"]);
const TRIES_MAX = 5;

/**
 * Runs `work` in one transaction on one connection and commits, or rolls back and throws.
 * Deadlocks and serialization failures are run again, so `work` must be safe to repeat. `begin` may be followed by
 * settings of the transaction, which then cost no round trip of their own.
 */
export async function inTransaction<T>(
  work: (client: pg.PoolClient) => Promise<T>,
  begin = "begin",
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(work, begin);
    } catch (error) {
      const again = error instanceof pg.DatabaseError && AGAIN.has(error.code ?? "");
      if (!again || attempt === TRIES_MAX) throw error;
    }
  }
}

async function once<T>(work: (client: pg.PoolClient) => Promise<T>, begin: string): Promise<T> {
  const client = await database().pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away with its transaction.
    await client.query("rollback").catch((reason: Error) => {
      broken = reason;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
