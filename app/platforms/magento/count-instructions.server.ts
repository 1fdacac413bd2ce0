import type { Queryable } from "#app/db/queryable.ts";

/** How many instructions of a store wait for a result, and how many its module could not do. */
export async function countInstructions(
  client: Queryable,
  storeId: string,
): Promise<{ waiting: number; failed: number }> {
  const { rows } = await client.query<{ waiting: number; failed: number }>(
    `select count(*) filter (where state in ('waiting', 'given')) as waiting,
            count(*) filter (where state = 'failed') as failed
     from bridge_instructions where store_id = $1 and state in ('waiting', 'given', 'failed')`,
    [storeId],
  );
  return rows[0] ?? { waiting: 0, failed: 0 };
}
