import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { FAILURE_PAIRS_MAX, SIGNATURE_FAILURES_PER_MINUTE } from "#app/config/limits.ts";

/** Failures after which each further one is answered more slowly. */
const FREE_FAILURES = SIGNATURE_FAILURES_PER_MINUTE / 2;
/** Milliseconds that each failure after the free ones adds to the wait. */
const WAIT_STEP_MILLISECONDS = 100;
const WINDOW_SECONDS = 60;

/** What becomes of one more failure. */
export type FailureVerdict =
  | { kind: "answer"; waitMilliseconds: number }
  | { kind: "refuse"; retryAfterSeconds: number };

/**
 * Counts failed signatures per pair of address and key id, in this process. It is asked only about
 * requests that failed: a correct signature never meets it, whoever else failed from the same address.
 */
export function failureLimit(): (address: string, keyId: string) => Promise<FailureVerdict> {
  const limiter = new RateLimiterMemory({ points: SIGNATURE_FAILURES_PER_MINUTE, duration: WINDOW_SECONDS });
  let pairs = 0;
  return async (address, keyId) => {
    // Made-up key ids must not fill the memory: beyond a bound, an address is counted as a whole.
    const pair = pairs < FAILURE_PAIRS_MAX ? `${address} ${keyId}` : address;
    try {
      const count = await limiter.consume(pair);
      if (count.isFirstInDuration) {
        pairs += 1;
        setTimeout(() => {
          pairs -= 1;
        }, WINDOW_SECONDS * 1_000).unref();
      }
      const slow = Math.max(0, count.consumedPoints - FREE_FAILURES);
      return { kind: "answer", waitMilliseconds: slow * WAIT_STEP_MILLISECONDS };
    } catch (count) {
      if (!(count instanceof RateLimiterRes)) throw count;
      return { kind: "refuse", retryAfterSeconds: Math.max(1, Math.ceil(count.msBeforeNext / 1_000)) };
    }
  };
}
