import type { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { database } from "#app/db/database.server.ts";
import { openSession, sealSession } from "./sealed-session-storage.server.ts";

/** A shop's offline session, and which pair of tokens it holds. */
export interface StoredSession {
  id: string;
  /** Undefined: its tokens do not open, since a master key was taken away. */
  session: Session | undefined;
  /** The pair as it is sealed: no two are the same. */
  accessSeal: string;
  refreshSeal: string | null;
}

/** The tokens of shops, of which one process at a time renews a shop's. */
export interface SessionTokens {
  load(shop: string): Promise<StoredSession | null>;
  /** Takes the lease to renew just this pair, for so many seconds. False: another process has it, or the pair is gone. */
  takeLease(stored: StoredSession, holder: string, seconds: number): Promise<boolean>;
  endLease(stored: StoredSession, holder: string): Promise<void>;
  /** Puts a new pair in the place of just this one and ends the lease. False: this pair is gone, and what came instead stays. */
  replace(stored: StoredSession, renewed: Session): Promise<boolean>;
  /** Forgets the sessions of a shop's users: who opens the app next brings new tokens for the shop as well. */
  forgetUsers(shop: string): Promise<void>;
}

/** The tokens in the table of Shopify's session storage. `inner` is that storage, with what rests in it still sealed. */
export function sessionTokens(inner: () => SessionStorage): SessionTokens {
  let made: SessionStorage | undefined;
  return {
    async load(shop) {
      made ??= inner();
      const id = `offline_${shop}`;
      const sealed = await made.loadSession(id);
      if (!sealed) return null;
      return {
        id,
        session: openSession(sealed),
        accessSeal: sealed.accessToken ?? "",
        refreshSeal: sealed.refreshToken ?? null,
      };
    },
    async takeLease({ id, accessSeal, refreshSeal }, holder, seconds) {
      const { rowCount } = await database().pool.query(
        `update shopify_sessions
         set "refreshHolder" = $4, "refreshUntil" = clock_timestamp() + make_interval(secs => $5)
         where id = $1 and "accessToken" = $2 and "refreshToken" is not distinct from $3
           and ("refreshUntil" is null or "refreshUntil" < clock_timestamp())`,
        [id, accessSeal, refreshSeal, holder, seconds],
      );
      return rowCount === 1;
    },
    async endLease({ id }, holder) {
      await database().pool.query(
        `update shopify_sessions set "refreshHolder" = null, "refreshUntil" = null
         where id = $1 and "refreshHolder" = $2`,
        [id, holder],
      );
    },
    async replace({ id, accessSeal, refreshSeal }, renewed) {
      const sealed = sealSession(renewed);
      // The library's columns of time have no zone and mean UTC.
      const { rowCount } = await database().pool.query(
        `update shopify_sessions
         set "accessToken" = $4, "refreshToken" = $5, scope = $6,
             expires = $7::timestamptz at time zone 'UTC',
             "refreshTokenExpires" = $8::timestamptz at time zone 'UTC',
             "refreshHolder" = null, "refreshUntil" = null
         where id = $1 and "accessToken" = $2 and "refreshToken" is not distinct from $3`,
        [
          id,
          accessSeal,
          refreshSeal,
          sealed.accessToken ?? "",
          sealed.refreshToken ?? null,
          sealed.scope ?? null,
          sealed.expires?.toISOString() ?? null,
          sealed.refreshTokenExpires?.toISOString() ?? null,
        ],
      );
      return rowCount === 1;
    },
    async forgetUsers(shop) {
      await database().pool.query(`delete from shopify_sessions where shop = $1 and "isOnline"`, [shop]);
    },
  };
}
