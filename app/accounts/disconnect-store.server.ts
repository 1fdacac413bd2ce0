import type { Queryable } from "#app/db/queryable.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import type { PlatformName } from "./account-view.ts";
import { nameInHistory } from "./name-in-history.ts";

interface Disconnected extends Record<string, unknown> {
  accountId: string;
  platform: PlatformName;
  domain: string;
  name: string;
}

/**
 * Marks a store as disconnected (the app was uninstalled), in the caller's transaction. Its account, pools and
 * codes stay, for when it comes back. A store that is disconnected already is left as it is. False: it was.
 */
export async function disconnectStore(
  client: Queryable,
  storeId: string,
  actor = "system",
): Promise<boolean> {
  const { rows } = await client.query<Disconnected>(
    `update stores set disconnected_at = now(), orders_since = null, orders_looked_at = null
     where id = $1 and disconnected_at is null
     returning account_id as "accountId", platform, domain, name`,
    [storeId],
  );
  const [store] = rows;
  if (!store) return false;
  const { accountId } = store;
  const domain = nameInHistory(store);
  await appendHistory(client, { accountId, actor, verb: "store.disconnected", detail: { domain } });
  return true;
}
