import type { OutlookView } from "./outlook-view.ts";

/** What remained at an instant. */
export interface RemainingPoint {
  at: string;
  remaining: number;
}

/** What will probably remain, and between which figures. */
export interface ForecastPoint extends RemainingPoint {
  least: number;
  most: number;
}

/** What a pool used lately and will use, for its page. */
export interface PoolUseView {
  now: string;
  /** Null: nothing can run dry. */
  outlook: OutlookView | null;
  remaining: RemainingPoint[];
  forecast: ForecastPoint[];
  /**
   * Codes assigned on each of the last days in the time zone asked for, the oldest first: day as 2026-11-24; and what
   * remained when the pool was last looked at on that day, null: it was not.
   */
  days: { day: string; assigned: number; remaining: number | null }[];
}
