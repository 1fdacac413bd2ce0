import { findAccountByStore } from "#app/accounts/find-account-by-store.server.ts";
import { merchantName } from "#app/platforms/shopify/merchant-name.ts";
import { readShop } from "#app/platforms/shopify/read-shop.server.ts";
import { authenticate } from "#app/shopify.server.ts";
import { connectShop } from "#app/wiring/connect-shop.server.ts";

/** Who is looking at the dashboard, and at whose account. */
export interface Merchant {
  accountId: string;
  /** For the history. */
  actor: string;
  /** The myshopify.com domain. */
  shop: string;
  timeZone: string;
}

/**
 * The merchant behind a request from the admin, or a thrown Response that sends the browser to get a
 * session first. A store that is not connected yet (the hook after authentication failed) is connected here.
 */
export async function requireMerchant(request: Request): Promise<Merchant> {
  const { session, admin } = await authenticate.admin(request);
  const store = { platform: "shopify" as const, domain: session.shop };
  const actor = merchantName(session);
  const account = await findAccountByStore(store);
  if (account?.stores.some(({ domain, disconnectedAt }) => domain === session.shop && !disconnectedAt)) {
    return { accountId: account.id, actor, shop: session.shop, timeZone: account.timeZone };
  }
  const shop = await readShop(admin);
  const { accountId } = await connectShop(session.shop, shop, actor);
  return { accountId, actor, shop: session.shop, timeZone: shop.ianaTimezone };
}
