import { expect } from "vitest";
import { database } from "#app/db/database.server.ts";

/** Waits until so many connections of the test's database wait for a lock. */
export async function lockWaits(connections: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await database().pool.query(
          `select count(*) as waiting from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows[0].waiting;
      },
      { interval: 5, timeout: 20_000 },
    )
    .toBe(connections);
}
