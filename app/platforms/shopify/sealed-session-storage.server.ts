import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { openSecret, sealSecret } from "#app/crypto/vault.server.ts";

/**
 * Session storage around another one: tokens rest in the database sealed with the master key, each for
 * its own session and column, so that a row copied over another opens nothing. A user's email address is
 * not kept at all: the history needs a name, nothing needs the address.
 *
 * `inner` is made at the first use, so that the program can be loaded before a database is known.
 */
export function sealedSessionStorage(inner: () => SessionStorage): SessionStorage {
  let made: SessionStorage | undefined;
  const storage = () => {
    made ??= inner();
    return made;
  };
  return {
    storeSession: (session) => storage().storeSession(sealSession(session)),
    loadSession: async (id) => openSession(await storage().loadSession(id)),
    deleteSession: (id) => storage().deleteSession(id),
    deleteSessions: (ids) => storage().deleteSessions(ids),
    findSessionsByShop: async (shop) =>
      (await storage().findSessionsByShop(shop)).flatMap((session) => openSession(session) ?? []),
  };
}

function purpose(column: "access-token" | "refresh-token", session: Session): string {
  return `shopify-${column} ${session.id}`;
}

/** A session as it rests in the database. */
export function sealSession(session: Session): Session {
  const sealed = new Session(session.toObject());
  const { accessToken, refreshToken, onlineAccessInfo } = session;
  if (accessToken)
    sealed.accessToken = sealSecret(purpose("access-token", session), Buffer.from(accessToken));
  if (refreshToken)
    sealed.refreshToken = sealSecret(purpose("refresh-token", session), Buffer.from(refreshToken));
  if (onlineAccessInfo) {
    sealed.onlineAccessInfo = {
      ...onlineAccessInfo,
      associated_user: { ...onlineAccessInfo.associated_user, email: "" },
    };
  }
  return sealed;
}

/** A session whose tokens do not open (a master key was taken away) counts as none: Shopify gives new ones. */
export function openSession(sealed: Session | undefined): Session | undefined {
  if (!sealed) return undefined;
  const session = new Session(sealed.toObject());
  try {
    if (sealed.accessToken)
      session.accessToken = openSecret(purpose("access-token", sealed), sealed.accessToken).toString();
    if (sealed.refreshToken)
      session.refreshToken = openSecret(purpose("refresh-token", sealed), sealed.refreshToken).toString();
  } catch {
    return undefined;
  }
  return session;
}
