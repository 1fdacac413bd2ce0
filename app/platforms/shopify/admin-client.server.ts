import { SessionNotFoundError } from "@shopify/shopify-app-remix/server";
import type { PlatformResult } from "../discount-platform.ts";
import type { PaceReport, PlatformPace } from "../platform-pace.ts";
import type { AdminClient, AdminCost, AdminPace } from "./admin-client.ts";
import { failureOfStatus } from "./admin-failure.ts";
import { type CallAnswer, callAdmin, type OpenedAdmin } from "./call-admin.server.ts";
import { documentPoints } from "./document-points.ts";
import { type RenewalClock, renewToken } from "./renew-token.server.ts";
import type { SessionTokens } from "./session-tokens.server.ts";
import { SESSION_KEPT_SECONDS } from "./shopify-limits.ts";

/** How the Admin API of a shop is opened: `unauthenticated.admin` of Shopify's library, and the shops' tokens. */
export interface ShopAccess {
  openAdmin(shop: string): Promise<{ admin: OpenedAdmin }>;
  tokens: SessionTokens;
  app: { apiKey: string; apiSecret: string };
}

interface Opened {
  admin: OpenedAdmin;
  token: string | undefined;
}

/**
 * The Admin API of one shop, with the shop's offline token. Nothing is tried twice, except a call that was
 * answered 401, which did nothing: once more with the token that has replaced this one, or with a new one.
 * `onPace` is told what every answer says of the shop's points, refused ones included.
 */
export function shopifyAdminClient(request: {
  shop: string;
  access: ShopAccess;
  onPace?: (pace: AdminPace) => void;
  /** Asked before every call and told after it. Without one, calls are simply made. */
  pace?: PlatformPace;
  clock?: RenewalClock;
}): AdminClient {
  const { shop, access, onPace, pace, clock = SYSTEM_CLOCK } = request;
  let kept: { at: number; opened: Promise<PlatformResult<Opened>> } | undefined;

  /** Calls that run side by side share one look-up, and so one renewal of the token. */
  const open = (refusedToken?: string) => {
    const at = clock.now().getTime();
    if (!kept || Math.abs(at - kept.at) > SESSION_KEPT_SECONDS * 1000) {
      kept = { at, opened: openShop(shop, access, clock, refusedToken) };
    }
    return kept;
  };
  const forget = (which: typeof kept) => {
    if (kept === which) kept = undefined;
  };
  /** Only what worked is kept: the call after a failure opens the shop anew. */
  const resultOf = async (used: NonNullable<typeof kept>) => {
    try {
      const opened = await used.opened;
      if (!opened.ok) forget(used);
      return opened;
    } catch (error) {
      forget(used);
      throw error;
    }
  };
  const send = async (
    opened: Opened,
    document: string,
    variables: Record<string, unknown>,
  ): Promise<CallAnswer> => {
    const points = documentPoints(document, variables);
    const wait = (await pace?.take(points)) ?? 0;
    if (wait > 0) {
      const detail = "The store's share of calls to Shopify is used up for the moment.";
      return { cost: null, failure: { kind: "later", afterSeconds: wait, detail } };
    }
    let cost: AdminCost | null = null;
    try {
      const answer = await callAdmin(opened.admin, document, variables);
      cost = answer.cost;
      return answer;
    } finally {
      if (cost) onPace?.({ available: cost.available, max: cost.max, restoreRate: cost.restoreRate });
      await pace?.told(points, cost && paceReport(cost));
    }
  };

  return {
    async graphql(document, variables) {
      let used = open();
      let opened = await resultOf(used);
      if (!opened.ok) return opened;
      let answer = await send(opened.value, document, variables);
      if (answer.isTokenRefused) {
        forget(used);
        used = open(opened.value.token);
        opened = await resultOf(used);
        if (!opened.ok) return opened;
        answer = await send(opened.value, document, variables);
        if (answer.isTokenRefused) forget(used);
      }
      return answer.failure
        ? { ok: false, failure: answer.failure }
        : { ok: true, value: { data: answer.data, cost: answer.cost } };
    },
  };
}

const SYSTEM_CLOCK: RenewalClock = {
  now: () => new Date(),
  wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000)),
};

/** Opens the shop with a token that works, renewed in time or when Shopify has refused it. */
async function openShop(
  shop: string,
  access: ShopAccess,
  clock: RenewalClock,
  refusedToken: string | undefined,
): Promise<PlatformResult<Opened>> {
  const renewed = await renewToken({ ...access, shop, clock, refusedToken });
  if (!renewed.ok) return renewed;
  try {
    const { admin } = await access.openAdmin(shop);
    return { ok: true, value: { admin, token: renewed.value.accessToken } };
  } catch (error) {
    // Deleted between the two reads, by an uninstallation.
    if (error instanceof SessionNotFoundError) {
      const { message: detail } = error;
      return { ok: false, failure: { kind: "unreachable", reason: "reconnect_needed", detail } };
    }
    if (error instanceof Response) {
      return { ok: false, failure: failureOfStatus(error.status, null, false) };
    }
    throw error;
  }
}

function paceReport({ available, max, restoreRate }: AdminCost): PaceReport {
  return { pointsAvailable: available, pointsMax: max, pointsPerSecond: restoreRate };
}
