import type { Queryable } from "#app/db/queryable.ts";

/** Lets everything that was given be given anew: a module that was linked again may have forgotten it. */
export async function giveAllAgain(client: Queryable, storeId: string): Promise<void> {
  await client.query(
    "update bridge_instructions set state = 'waiting' where store_id = $1 and state = 'given'",
    [storeId],
  );
}
