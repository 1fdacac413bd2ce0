/** What is sent to event endpoints (public contract: add to them, never change them). The trigger send_events_out knows the same ones. */
export const PUBLIC_EVENTS = [
  "pool.low",
  "pool.empty",
  "pool.unavailable",
  "pool.replenish_failed",
  "pool.recovered",
  "upload.completed",
  "upload.failed",
  "code.redeemed",
] as const;

/** What people may be told by mail. */
export const ALERT_KINDS = [
  "pool.low",
  "pool.empty",
  "pool.unavailable",
  "pool.replenish_failed",
  "pool.codes_refused",
  "pool.codes_expiring",
  "pool.recovered",
  "upload.completed",
  "upload.failed",
  "endpoint.off",
  "store.late",
  "store.back",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Troubles of a pool that last until they are over: a reminder a day, and a banner. */
export const POOL_TROUBLES = [
  "pool.empty",
  "pool.unavailable",
  "pool.replenish_failed",
  "pool.codes_refused",
  "pool.low",
  "pool.codes_expiring",
] as const satisfies readonly AlertKind[];
export type PoolTrouble = (typeof POOL_TROUBLES)[number];

/** Everything that stands in the outbox. Tests go to those alone who asked for them. */
export type EventType = (typeof PUBLIC_EVENTS)[number] | AlertKind | "endpoint.test" | "mail.test";
