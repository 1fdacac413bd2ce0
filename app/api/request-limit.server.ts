import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

const WINDOW_SECONDS = 60;

export interface RequestVerdict {
  isAllowed: boolean;
  retryAfterSeconds: number;
  /** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10). */
  headers: Record<string, string>;
}

/** Counts the requests of each API client per minute, in this process. */
export function requestLimit(requestsPerMinute: number): (clientId: string) => Promise<RequestVerdict> {
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: WINDOW_SECONDS });
  const policy = `"requests";q=${requestsPerMinute};w=${WINDOW_SECONDS}`;
  const verdict = (count: RateLimiterRes, isAllowed: boolean): RequestVerdict => {
    const seconds = Math.max(1, Math.ceil(count.msBeforeNext / 1_000));
    return {
      isAllowed,
      retryAfterSeconds: seconds,
      headers: {
        ratelimit: `"requests";r=${count.remainingPoints};t=${seconds}`,
        "ratelimit-policy": policy,
      },
    };
  };
  return async (clientId) => {
    try {
      return verdict(await limiter.consume(clientId), true);
    } catch (count) {
      if (!(count instanceof RateLimiterRes)) throw count;
      return verdict(count, false);
    }
  };
}
