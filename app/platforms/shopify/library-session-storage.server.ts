import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";

/**
 * The storage as Shopify's library sees it: refresh tokens are kept from it. The library would renew a token
 * that ends soon by itself, in any process and without a look at the others, and answer a webhook of a shop
 * whose refresh token is dead with 500; without a refresh token it takes the session as it is. Renewing is
 * `renewToken`'s. So that a copy without its refresh token never replaces the pair, such a session is not
 * stored: a shop's session comes whole, from the exchange of a session token.
 */
export function librarySessionStorage(storage: SessionStorage): SessionStorage {
  return {
    storeSession: async (session) =>
      session.isOnline || session.refreshToken ? await storage.storeSession(session) : true,
    loadSession: async (id) => withoutRefreshToken(await storage.loadSession(id)),
    deleteSession: (id) => storage.deleteSession(id),
    deleteSessions: (ids) => storage.deleteSessions(ids),
    findSessionsByShop: async (shop) =>
      (await storage.findSessionsByShop(shop)).flatMap((session) => withoutRefreshToken(session) ?? []),
  };
}

function withoutRefreshToken(session: Session | undefined): Session | undefined {
  if (!session) return undefined;
  const { refreshToken: _, ...rest } = session.toObject();
  return new Session(rest);
}
