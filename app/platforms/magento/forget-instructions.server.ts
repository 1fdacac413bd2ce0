import type { Queryable } from "#app/db/queryable.ts";

/** Forgets instructions that ended so many days ago. */
export async function forgetInstructions(client: Queryable, days: number): Promise<void> {
  await client.query(
    "delete from bridge_instructions where ended_at < statement_timestamp() - make_interval(days => $1)",
    [days],
  );
}
