import { disconnectStore } from "#app/accounts/disconnect-store.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { markUnreachable } from "#app/replenishment/mark-unreachable.server.ts";

/**
 * Disconnects a Magento store: its key stops working within CREDENTIALS_CACHE_SECONDS, and its pools hand out nothing
 * until it is connected again. Nothing is deleted. Harmless when repeated.
 */
export async function disconnectShop(request: { storeId: string; actor: string }): Promise<void> {
  const { storeId, actor } = request;
  await inTransaction(async (client) => {
    await disconnectStore(client, storeId, actor);
    await markUnreachable(storeId, "disconnected", client);
  });
}
