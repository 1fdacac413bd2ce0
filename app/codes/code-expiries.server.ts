import type { Queryable } from "#app/db/queryable.ts";

/** A code whose end a store is to be told. */
export interface ToldExpiry extends Record<string, unknown> {
  code: string;
  expiresAt: Date;
}

/**
 * Takes ends of codes that no instruction carries so far, the oldest first, for the instruction `givenIn`; the
 * caller writes it in the same transaction. Index: code_expiries_waiting_idx.
 */
export async function takeExpiries(
  client: Queryable,
  storeId: string,
  givenIn: string,
  limit: number,
): Promise<ToldExpiry[]> {
  const { rows } = await client.query<ToldExpiry>(
    `with taken as (
       update code_expiries set given_in = $2
       where id in (
         select id from code_expiries where store_id = $1 and given_in is null
         order by id limit $3 for update skip locked)
       returning id, code_id, expires_at
     )
     select c.code, t.expires_at as "expiresAt" from taken t join codes c on c.id = t.code_id order by t.id`,
    [storeId, givenIn, limit],
  );
  return rows;
}

/** Gives back the ends that an instruction carried and the store could not take, for the next one. */
export async function giveBackExpiries(client: Queryable, givenIn: string): Promise<void> {
  await client.query("update code_expiries set given_in = null where given_in = $1", [givenIn]);
}

/** Forgets the ends that an instruction carried: the store has them. Index: code_expiries_given_in_idx. */
export async function forgetExpiries(client: Queryable, givenIn: string): Promise<void> {
  await client.query("delete from code_expiries where given_in = $1", [givenIn]);
}
