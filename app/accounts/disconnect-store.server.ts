import { inTransaction } from "#app/db/in-transaction.server.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import type { PlatformName } from "./account-view.ts";

/**
 * Marks a store as disconnected (the app was uninstalled). Its account, pools and codes stay, for when it
 * comes back. A store that is unknown or already disconnected is left as it is: webhooks come twice.
 */
export async function disconnectStore(input: { platform: PlatformName; domain: string }): Promise<void> {
  const domain = input.domain.toLowerCase();
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ account_id: string }>(
      `update stores set disconnected_at = now()
       where platform = $1::platform and domain = $2 and disconnected_at is null returning account_id`,
      [input.platform, domain],
    );
    for (const { account_id: accountId } of rows) {
      await appendHistory(client, {
        accountId,
        actor: "system",
        verb: "store.disconnected",
        detail: { domain },
      });
    }
  });
}
