import type { StoreView } from "#app/accounts/account-view.ts";
import { getAccount } from "#app/accounts/get-account.server.ts";
import type { Merchant } from "#app/pages/merchant.server.ts";

/** The store in whose admin the merchant is. Its account may have others, Magento stores among them. */
export async function merchantStore({ accountId, shop }: Merchant): Promise<StoreView> {
  const account = await getAccount(accountId);
  const store = account?.stores.find(
    ({ platform, domain }) => platform === "shopify" && domain === shop.toLowerCase(),
  );
  if (!store) throw new Error(`${shop} is not a store of its account.`);
  return store;
}
