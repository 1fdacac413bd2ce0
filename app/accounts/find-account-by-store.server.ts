import { database } from "#app/db/database.server.ts";
import { accountView, accountWithStores } from "./account-row.ts";
import type { AccountView, PlatformName } from "./account-view.ts";

/** The account that owns a store, connected or not; null for a store that was never connected. */
export async function findAccountByStore(store: {
  platform: PlatformName;
  domain: string;
}): Promise<AccountView | null> {
  const row = await database().prisma.store.findUnique({
    where: { platform_domain: { platform: store.platform, domain: store.domain.toLowerCase() } },
    select: { account: accountWithStores },
  });
  return row && accountView(row.account);
}
