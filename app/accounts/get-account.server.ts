import { database } from "#app/db/database.server.ts";
import { accountView, accountWithStores } from "./account-row.ts";
import type { AccountView } from "./account-view.ts";

/** An account with its stores, or null. */
export async function getAccount(accountId: string): Promise<AccountView | null> {
  const row = await database().prisma.account.findUnique({ where: { id: accountId }, ...accountWithStores });
  return row && accountView(row);
}
