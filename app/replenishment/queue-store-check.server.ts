import type { PlatformName } from "#app/accounts/account-view.ts";
import { takeWebhook } from "#app/accounts/take-webhook.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";

/** Webhooks of one store that arrive within this time share a look: adding codes to a discount sends many. */
const CHECK_EVERY_SECONDS = 30;

/**
 * Has a connected store looked at because of a webhook; nothing of what it says is believed. Acted on once per
 * webhook id. A look that is due already counts for this webhook, too; one that is running does not. False: the
 * store is not connected.
 */
export async function queueStoreCheck(request: {
  platform: PlatformName;
  domain: string;
  webhookId: string;
}): Promise<boolean> {
  return await inTransaction(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from stores
       where platform = $1::platform and domain = $2 and disconnected_at is null`,
      [request.platform, request.domain.toLowerCase()],
    );
    const storeId = rows[0]?.id;
    if (!storeId) return false;
    if (await takeWebhook(client, request.webhookId)) {
      const once = { key: storeId, seconds: CHECK_EVERY_SECONDS };
      await sendJob(client, "check-store", { storeId }, { once });
    }
    return true;
  });
}
