import { inTransaction } from "#app/db/in-transaction.server.ts";
import { keepPlace, lockPlace } from "./place-of-store.server.ts";

/** The next to call is the shop: a person has just connected it, and no copy has its new key. */
export async function forgetPlace(storeId: string): Promise<void> {
  await inTransaction(async (client) => {
    const { known } = await lockPlace(client, storeId);
    await keepPlace(client, storeId, { ...known, place: null, former: null, left: null, restoredAt: [] });
    await client.query("update bridge_places set copy_at = null, copy_url = null where store_id = $1", [
      storeId,
    ]);
  });
}
