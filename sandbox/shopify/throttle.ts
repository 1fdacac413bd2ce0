import type { ShopPlan } from "./shopify-state.ts";

/** Points of the leaky bucket: how many it holds, and how many come back each second. */
export interface ThrottleLimits {
  maximumAvailable: number;
  restoreRatePerSecond: number;
  /** Points that a single document may ask for. */
  singleQueryMax: number;
}

/** Points each second. Source: shopify.dev, rate limits. */
export const PLAN_RATES: Record<ShopPlan, number> = {
  Standard: 100,
  Advanced: 200,
  Plus: 1_000,
  Enterprise: 2_000,
};

/** What Shopify calls the plan; several of its plans share the standard rate. */
export function planName(plan: ShopPlan): string {
  return plan === "Standard" ? "Basic" : plan;
}

/** Seconds' worth of points that the bucket holds; seen in answers of Shopify, not documented. */
const BUCKET_SECONDS = 20;
const SINGLE_QUERY_MAX = 1_000;

export function planLimits(plan: ShopPlan): ThrottleLimits {
  const restoreRatePerSecond = PLAN_RATES[plan];
  return {
    restoreRatePerSecond,
    maximumAvailable: restoreRatePerSecond * BUCKET_SECONDS,
    singleQueryMax: SINGLE_QUERY_MAX,
  };
}

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export interface Throttle {
  readonly limits: ThrottleLimits;
  /** Points spent since the start, and requests that were refused for want of points. */
  readonly used: { readonly points: number; readonly refused: number };
  status(now: Date): ThrottleStatus;
  /** Takes the requested points, or refuses and takes nothing. */
  take(points: number, now: Date): boolean;
  /** Gives back what a document asked for but did not spend. */
  giveBack(points: number, now: Date): void;
  /** Empties it, as another process of the same app would. */
  drain(now: Date): void;
}

/**
 * A leaky bucket like the one Shopify keeps for each app and shop. The limits are asked for each time, since
 * a shop may change its plan.
 */
export function createThrottle(readLimits: () => ThrottleLimits): Throttle {
  let available = readLimits().maximumAvailable;
  let countedAt: number | undefined;
  const used = { points: 0, refused: 0 };
  const refill = (now: Date) => {
    const { maximumAvailable, restoreRatePerSecond } = readLimits();
    const seconds = countedAt === undefined ? 0 : Math.max(0, now.getTime() - countedAt) / 1000;
    available = Math.min(maximumAvailable, available + seconds * restoreRatePerSecond);
    countedAt = now.getTime();
  };
  return {
    get limits() {
      return readLimits();
    },
    used,
    status(now) {
      refill(now);
      const { maximumAvailable, restoreRatePerSecond } = readLimits();
      return {
        maximumAvailable,
        currentlyAvailable: Math.max(0, Math.floor(available)),
        restoreRate: restoreRatePerSecond,
      };
    },
    take(points, now) {
      refill(now);
      if (points > available) {
        used.refused++;
        return false;
      }
      available -= points;
      used.points += points;
      return true;
    },
    giveBack(points, now) {
      refill(now);
      used.points -= points;
      available = Math.min(readLimits().maximumAvailable, available + points);
    },
    drain(now) {
      refill(now);
      available = Math.min(available, 0);
    },
  };
}
