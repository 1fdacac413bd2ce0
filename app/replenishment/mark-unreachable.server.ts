import { inTransaction } from "#app/db/in-transaction.server.ts";
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

/** Stops all dynamic pools of a store that nobody can reach: they have no codes to give beyond what is ready. */
export async function markUnreachable(storeId: string, reason: StoreReason): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select p.id from pools p join templates t on t.id = p.template_id
       where t.store_id = $1 and p.archived_at is null`,
      [storeId],
    );
    await setReason(
      client,
      rows.map(({ id }) => id),
      reason,
    );
  });
}
