import { WEBHOOK_MEMORY_HOURS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";

/** Deletes the ids of webhooks that nobody repeats any more; answers how many. */
export async function forgetWebhooks(): Promise<number> {
  const { rowCount } = await database().pool.query(
    "delete from webhooks_taken where taken_at < now() - make_interval(hours => $1)",
    [WEBHOOK_MEMORY_HOURS],
  );
  return rowCount ?? 0;
}
