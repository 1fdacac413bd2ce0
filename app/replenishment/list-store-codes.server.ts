import { env } from "#app/config/env.server.ts";
import { database } from "#app/db/database.server.ts";
import { type StoreCodes, storeFill } from "./store-fill.ts";

/**
 * How many codes of ours each connected store of an account holds, where that has an end: Shopify's. Stores that never
 * got one are left out.
 */
export async function listStoreCodes(accountId: string): Promise<StoreCodes[]> {
  const { rows } = await database().pool.query<{ storeId: string; name: string; held: number }>(
    `select s.id as "storeId", s.name, p.codes_held as held
     from stores s join store_paces p on p.store_id = s.id
     where s.account_id = $1 and s.platform = 'shopify' and s.disconnected_at is null and p.codes_held > 0
     order by s.id`,
    [accountId],
  );
  const { STORE_CODES_STOP: stopAt } = env();
  return rows.map((row) => ({ ...row, stopAt, fill: storeFill(row.held, stopAt) }));
}
