import { expect } from "vitest";
import { database } from "#app/db/database.server.ts";

/** The store's count of codes is what its rows say: codes that came of a batch, in use or waiting to be deleted. */
export async function expectHeldEqualsRows(storeId: string): Promise<void> {
  const { rows } = await database().pool.query<{ counted: number; held: number }>(
    `select coalesce((select codes_held from store_paces where store_id = $1), 0) as counted,
            (select count(*)::int from codes c join batches b on b.id = c.batch_id join groups g on g.id = b.group_id
             where b.store_id = $1 and g.state <> 'deleted'
               and (c.state in ('available', 'assigned', 'redeemed') or c.wasted_at is not null)) as held`,
    [storeId],
  );
  expect(rows[0]?.counted).toBe(rows[0]?.held);
}
