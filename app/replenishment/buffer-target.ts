/** How a pool is used, as far as the size of its buffer depends on it. */
export interface BufferNeed {
  /** Codes a second, of late: knows what nobody could foresee. */
  ratePerSecond: number;
  /** Codes that the busiest of the next hours may use, as forecast: knows of the morning before it comes. 0: unknown. */
  busiestHour: number;
  /** From the moment a batch is written until its codes are ready, of late. */
  confirmSeconds: number;
  /** Fixed by hand; replaces what the rate asks for. */
  fixed: number | null;
  /** Codes that announced campaigns have yet to claim. */
  prepared: number;
  /** Ready codes that a pool keeps however little it is used. */
  least: number;
}

/**
 * Times what is used while a batch is made. Replenishing begins at half of the buffer (`needsReplenishing`), so twice
 * that use is needed for it never to run dry, and as much again for a rate that doubles meanwhile.
 */
const BUFFER_MARGIN = 4;
/** A buffer follows at most so slow a platform: beyond it, a queue of batches would make its own queue longer. */
export const CONFIRM_SECONDS_MAX = 900;
const HOUR_SECONDS = 3_600;

/** How many ready codes a pool should have. */
export function bufferTarget(need: BufferNeed): number {
  const confirm = Math.min(Math.max(0, need.confirmSeconds), CONFIRM_SECONDS_MAX);
  const rate = Math.max(need.ratePerSecond, need.busiestHour / HOUR_SECONDS);
  const used = Math.ceil(rate * confirm * BUFFER_MARGIN);
  return (need.fixed ?? Math.max(need.least, used)) + need.prepared;
}

/**
 * What the group that is still current needs when it has only so long to go: no more than is used until then,
 * twice, and what campaigns have reserved, so that little is thrown away at midnight.
 */
export function closingTarget(need: {
  target: number;
  secondsLeft: number;
  ratePerSecond: number;
  prepared: number;
  /** Ready codes to keep for somebody who comes at the last minute. */
  least: number;
}): number {
  const used = Math.ceil(2 * need.ratePerSecond * Math.max(0, need.secondsLeft));
  return Math.min(need.target, Math.max(need.least, used) + need.prepared);
}
