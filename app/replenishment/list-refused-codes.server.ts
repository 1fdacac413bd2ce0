import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import type { RefusedWhy } from "#app/pools/refused-codes.ts";

/** Rows fetched at once. */
const ROWS_PER_QUERY = 5_000;

/** A code that the last creation of a pool could not make work in the shop. */
export interface CreationRefusal extends Record<string, unknown> {
  code: string;
  why: RefusedWhy;
  /** The discount that has it, or what the shop said. */
  detail: string | null;
}

/** Those codes, however many there are. Refusals: `not_found`. */
export async function listRefusedCodes(request: {
  accountId: string;
  poolId: string;
  /** Left out: of the last creation in any store. */
  storeId?: string;
}): Promise<Result<{ handle: string; codes: AsyncGenerator<CreationRefusal[]> }>> {
  const { rows } = await database().pool.query<{ id: string; handle: string }>(
    `select c.id, p.handle from creations c join pools p on p.id = c.pool_id
     where c.pool_id = $1 and c.account_id = $2 and ($3::text is null or c.store_id = $3)
     order by c.created_at desc
     limit 1`,
    [request.poolId, request.accountId, request.storeId ?? null],
  );
  const [creation] = rows;
  if (!creation) return refuse("not_found", "No codes of this pool were created in a store.");
  return succeed({ handle: creation.handle, codes: pages(creation.id) });
}

/** Index: creation_refusals_pkey. */
async function* pages(creationId: string): AsyncGenerator<CreationRefusal[]> {
  let after = 0;
  for (;;) {
    const { rows } = await database().pool.query<CreationRefusal & { id: number }>(
      `select code_id as id, code, why, detail from creation_refusals
       where creation_id = $1 and code_id > $2
       order by code_id
       limit $3`,
      [creationId, after, ROWS_PER_QUERY],
    );
    yield rows;
    const last = rows.at(-1);
    if (rows.length < ROWS_PER_QUERY || !last) return;
    after = last.id;
  }
}
