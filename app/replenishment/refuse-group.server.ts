import { database } from "#app/db/database.server.ts";

/** Remembers what the platform said against a group's discount; its batches wait for an edit or the next hour. */
export async function refuseGroup(groupId: string, sentence: string): Promise<void> {
  await database().pool.query(
    "update groups set refusal = $2, refused_at = statement_timestamp() where id = $1",
    [groupId, sentence],
  );
}
