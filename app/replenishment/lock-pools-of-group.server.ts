import type { Queryable } from "#app/db/queryable.ts";

/** Locks the rows of all pools that have codes in a group, in the order of their ids, and answers them. */
export async function lockPoolsOfGroup(client: Queryable, groupId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from pools where id in (select pool_id from batches where group_id = $1) order by id for update`,
    [groupId],
  );
  return rows.map(({ id }) => id);
}
