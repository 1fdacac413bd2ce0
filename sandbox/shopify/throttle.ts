/** Points of the leaky bucket: how many it holds, and how many come back each second. */
export interface ThrottleLimits {
  maximumAvailable: number;
  restoreRatePerSecond: number;
  /** Points that a single document may ask for. */
  singleQueryMax: number;
}

/** The Standard plan: 100 points a second. The bucket holds 20 seconds' worth. */
export const STANDARD_LIMITS: ThrottleLimits = {
  maximumAvailable: 2_000,
  restoreRatePerSecond: 100,
  singleQueryMax: 1_000,
};

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export interface Throttle {
  readonly limits: ThrottleLimits;
  status(now: Date): ThrottleStatus;
  /** Takes the requested points, or refuses and takes nothing. */
  take(points: number, now: Date): boolean;
  /** Gives back what a document asked for but did not spend. */
  giveBack(points: number, now: Date): void;
}

/** A leaky bucket like the one Shopify keeps for each app and shop. */
export function createThrottle(limits: ThrottleLimits): Throttle {
  let available = limits.maximumAvailable;
  let countedAt = 0;
  const refill = (now: Date) => {
    const seconds = countedAt === 0 ? 0 : Math.max(0, now.getTime() - countedAt) / 1000;
    available = Math.min(limits.maximumAvailable, available + seconds * limits.restoreRatePerSecond);
    countedAt = now.getTime();
  };
  return {
    limits,
    status(now) {
      refill(now);
      return {
        maximumAvailable: limits.maximumAvailable,
        currentlyAvailable: Math.floor(available),
        restoreRate: limits.restoreRatePerSecond,
      };
    },
    take(points, now) {
      refill(now);
      if (points > available) return false;
      available -= points;
      return true;
    },
    giveBack(points, now) {
      refill(now);
      available = Math.min(limits.maximumAvailable, available + points);
    },
  };
}
