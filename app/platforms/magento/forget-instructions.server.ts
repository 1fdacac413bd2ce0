import { firstIdAt } from "#app/db/first-id-at.ts";
import type { Queryable } from "#app/db/queryable.ts";

/** Instructions forgotten by one statement. */
const SLICE = 5_000;

/**
 * Forgets instructions that ended before an instant, a slice at a time. Their ids begin with the time at which they were
 * made, so that the oldest are found at the beginning of the primary key: a busy store has half a million.
 */
export async function forgetInstructions(client: Queryable, before: Date): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(
      `delete from bridge_instructions where id = any (array(
         select id from bridge_instructions where id < $1 and ended_at < $2 order by id limit $3))`,
      [firstIdAt("instruction", before), before, SLICE],
    );
    if ((rowCount ?? 0) < SLICE) return;
  }
}
