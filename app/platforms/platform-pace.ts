// How a store's throttle is shared. An adapter that makes many calls is handed a pace: it asks before a call
// and passes on what the answer said. Adapters for pages, where somebody waits, may do without.

/** What the platform said of its throttle with an answer. Points are its own unit of cost. */
export interface PaceReport {
  pointsAvailable: number;
  pointsMax: number;
  pointsPerSecond: number;
}

export interface PlatformPace {
  /**
   * Takes points for one call. Above 0: nothing was taken, ask again after so many seconds; the adapter answers
   * `later` with them and makes no call.
   */
  take(points: number): Promise<number>;
  /** Ends what `take` began, whatever came of the call: the points that were taken, and what the answer said, if it said. */
  told(points: number, report: PaceReport | null): Promise<void>;
}
