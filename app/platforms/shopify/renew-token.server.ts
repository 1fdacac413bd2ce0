import { randomUUID } from "node:crypto";
import type { Session } from "@shopify/shopify-api";
import type { PlatformFailure, PlatformResult } from "../discount-platform.ts";
import { refreshSession } from "./refresh-session.server.ts";
import type { SessionTokens } from "./session-tokens.server.ts";
import { RENEWAL_LEASE_SECONDS, RENEWAL_LOOK_SECONDS, TOKEN_LEFT_SECONDS_MIN } from "./shopify-limits.ts";

/** For telling how long a token lives, and for waiting. Leases go by the database's clock. */
export interface RenewalClock {
  now(): Date;
  wait(seconds: number): Promise<void>;
}

/** Looks at a session that changed under our hands so often before it is left to the next call. */
const TRIES_MAX = 5;

/**
 * A session of a shop whose access token works: the stored one, or one with a new pair of tokens when it ends
 * soon or is `refusedToken`, which Shopify has just refused. One process at a time renews, under a lease that
 * expires and holds no lock during the call; others go on with the old token while it lives, and wait for the
 * new one when it does not, as long as a lease lasts. A pair that somebody stored meanwhile stays.
 * When the process dies or the answer is lost, the next one uses the same refresh token again: Shopify keeps it
 * until its replacement is used.
 */
export async function renewToken(request: {
  shop: string;
  tokens: SessionTokens;
  app: { apiKey: string; apiSecret: string };
  clock: RenewalClock;
  refusedToken?: string | undefined;
}): Promise<PlatformResult<Session>> {
  const { shop, tokens, app, clock } = request;
  const holder = randomUUID();
  let waited = 0;
  for (let tries = 1; ; ) {
    const stored = await tokens.load(shop);
    const session = stored?.session;
    if (!stored || !session?.accessToken) return gone;
    const left = secondsLeft(session, clock.now());
    const isDead = session.accessToken === request.refusedToken || left <= 0;
    if (!isDead && left >= TOKEN_LEFT_SECONDS_MIN) return { ok: true, value: session };
    if (!(await tokens.takeLease(stored, holder, RENEWAL_LEASE_SECONDS))) {
      if (!isDead) return { ok: true, value: session };
      if (waited >= RENEWAL_LEASE_SECONDS) return busy;
      await clock.wait(RENEWAL_LOOK_SECONDS);
      waited += RENEWAL_LOOK_SECONDS;
      continue;
    }
    const refreshed = await refreshSession(session, app, clock.now()).catch(async (error: unknown) => {
      await tokens.endLease(stored, holder);
      throw error;
    });
    if (refreshed.ok && (await tokens.replace(stored, refreshed.value))) return refreshed;
    await tokens.endLease(stored, holder);
    // Replaced by another installation, or by a process whose lease had run out: what is there now counts.
    const isAnother = (await tokens.load(shop))?.accessSeal !== stored.accessSeal;
    if (isAnother && tries < TRIES_MAX) {
      tries += 1;
      continue;
    }
    if (refreshed.ok) return busy;
    if (refreshed.failure.kind === "unreachable") {
      if (refreshed.failure.reason === "reconnect_needed") await tokens.forgetUsers(shop);
      return refreshed;
    }
    return isDead ? refreshed : { ok: true, value: session };
  }
}

const gone: { ok: false; failure: PlatformFailure } = {
  ok: false,
  failure: {
    kind: "unreachable",
    reason: "reconnect_needed",
    detail: "The app has no session for this shop.",
  },
};

const busy: { ok: false; failure: PlatformFailure } = {
  ok: false,
  failure: { kind: "later", afterSeconds: 2, detail: "Another process is renewing the shop's access." },
};

function secondsLeft(session: Session, now: Date): number {
  if (!session.expires) return Number.POSITIVE_INFINITY;
  return (session.expires.getTime() - now.getTime()) / 1000;
}
