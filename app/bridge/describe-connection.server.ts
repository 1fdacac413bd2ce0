import type { StoreView } from "#app/accounts/account-view.ts";
import { type ExchangeLateness, exchangeLateness } from "#app/accounts/exchange-lateness.ts";
import { findCopy, type RefusedCopy } from "#app/accounts/find-copy.server.ts";
import { getAccount } from "#app/accounts/get-account.server.ts";
import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { countInstructions } from "#app/platforms/magento/count-instructions.server.ts";

/** How a Magento store and its account stand. */
export interface Connection {
  account: { id: string; name: string };
  store: StoreView;
  broadcastAllowed: boolean;
  exchange: ExchangeLateness;
  /** One that was refused in the last day. */
  copy: RefusedCopy | null;
  instructions: { waiting: number; failed: number };
}

/** What the pages of the Magento admin show of their connection. Refusals: `not_found`. */
export async function describeConnection(request: {
  accountId: string;
  storeId: string;
  now: Date;
}): Promise<Result<Connection>> {
  const { accountId, storeId, now } = request;
  const account = await getAccount(accountId);
  const store = account?.stores.find(({ id }) => id === storeId);
  if (!account || !store) return refuse("not_found", "This account or store no longer exists.");
  const { connectedAt, bridge } = store;
  return succeed({
    account: { id: account.id, name: account.name },
    store,
    broadcastAllowed: account.broadcastAllowed,
    exchange: exchangeLateness({ connectedAt, lastExchangeAt: bridge?.lastExchangeAt ?? null }, now),
    copy: await findCopy(storeId),
    instructions: await countInstructions(database().pool, storeId),
  });
}
