import { MESSAGE_MEMORY_HOURS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";

/** Deletes remembered answers that are past their time; answers how many. */
export async function forgetMessages(): Promise<number> {
  const { rowCount } = await database().pool.query(
    "delete from api_messages where started_at < now() - make_interval(hours => $1)",
    [MESSAGE_MEMORY_HOURS],
  );
  return rowCount ?? 0;
}
