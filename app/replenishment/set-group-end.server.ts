import { moveCodes } from "#app/codes/move-codes.server.ts";
import type { Queryable } from "#app/db/queryable.ts";

/**
 * Writes down another end of a group and of its ready codes. Two groups of a template never share an end: the later
 * one ends a millisecond sooner, which is no promise broken. The caller holds the rows of all its pools.
 */
export async function setGroupEnd(
  client: Queryable,
  group: { id: string; templateId: string },
  endsAt: Date | null,
): Promise<void> {
  let end = endsAt;
  while (end !== null && (await isTaken(client, group, end))) end = new Date(end.getTime() - 1);
  if (end === null && (await isTaken(client, group, end))) return;
  await client.query("update groups set ends_at = $2 where id = $1", [group.id, end]);
  await moveCodes(client, group.id, end);
}

async function isTaken(
  client: Queryable,
  group: { id: string; templateId: string },
  endsAt: Date | null,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1 from groups
     where template_id = $1 and id <> $2 and state <> 'deleted'
       and coalesce(ends_at, 'infinity') = coalesce($3::timestamptz, 'infinity')`,
    [group.templateId, group.id, endsAt],
  );
  return rowCount !== 0;
}
