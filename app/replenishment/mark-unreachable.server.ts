import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import type { UnavailableReason } from "#app/pools/pool-view.ts";
import { setReason } from "./set-reason.server.ts";

/** Why a whole store is out of reach. */
export const STORE_REASONS = [
  "disconnected",
  "reconnect_needed",
  "scopes_missing",
  "shop_frozen",
] as const satisfies readonly UnavailableReason[];
export type StoreReason = (typeof STORE_REASONS)[number];

/**
 * Stops all dynamic pools of a store that nobody can reach: they have no codes to give beyond what is ready. In
 * the caller's transaction, or in one of its own.
 */
export async function markUnreachable(
  storeId: string,
  reason: StoreReason,
  within?: Queryable,
): Promise<void> {
  if (!within) return await inTransaction((client) => markUnreachable(storeId, reason, client));
  const { rows } = await within.query<{ id: string }>(
    `select p.id from pools p join templates t on t.id = p.template_id
     where t.store_id = $1 and p.archived_at is null`,
    [storeId],
  );
  await setReason(
    within,
    rows.map(({ id }) => id),
    reason,
  );
}
