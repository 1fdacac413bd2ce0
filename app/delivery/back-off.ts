/** Seconds between a failed try and the next one; the last one repeats. */
const DELAYS_SECONDS = [5, 30, 120, 300, 900, 1_800, 3_600, 7_200, 14_400] as const;
/** Share of the delay by which it varies, so that many that failed together do not come back together. */
const JITTER_SHARE = 0.2;

/** Seconds to wait after so many failed tries. `random` is from 0 up to 1. */
export function backOffSeconds(attempts: number, random: number): number {
  const delay = DELAYS_SECONDS[Math.min(Math.max(attempts, 1), DELAYS_SECONDS.length) - 1] ?? 0;
  return delay * (1 - JITTER_SHARE / 2 + JITTER_SHARE * random);
}
