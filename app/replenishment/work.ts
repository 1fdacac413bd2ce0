import type { DiscountPlatform } from "../platforms/discount-platform.ts";

/** The time of a process: for waiting and for its own deadlines. What is assigned follows the database's clock. */
export interface Clock {
  now(): Date;
  /** Resolves after so many seconds, or at once when the signal ends. */
  wait(seconds: number, signal: AbortSignal): Promise<void>;
}

/** What the jobs of this folder work with. */
export interface Work {
  platform: DiscountPlatform;
  clock: Clock;
  /** From 0 up to 1, as Math.random. */
  random: () => number;
  /** Ends when the job is taken away. */
  signal: AbortSignal;
}
