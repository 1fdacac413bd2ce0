import { database } from "#app/db/database.server.ts";

/** Hours for which a copy is shown after its last call: it may call once a day. */
const COPY_SHOWN_HOURS = 25;

/** A copy of a Magento store's shop, with the same key, that tried to exchange. */
export interface RefusedCopy {
  baseUrl: string;
  seenAt: string;
}

/** The copy of a store's shop that called last, if one did of late. */
export async function findCopy(storeId: string): Promise<RefusedCopy | null> {
  const { rows } = await database().pool.query<{ baseUrl: string; seenAt: Date }>(
    `select copy_url as "baseUrl", copy_at as "seenAt" from bridge_places
     where store_id = $1 and copy_at > statement_timestamp() - make_interval(hours => $2)`,
    [storeId, COPY_SHOWN_HOURS],
  );
  const [row] = rows;
  return row ? { baseUrl: row.baseUrl, seenAt: row.seenAt.toISOString() } : null;
}
