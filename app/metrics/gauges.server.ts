import { Gauge } from "prom-client";
import { databaseRegistry, PREFIX } from "./registry.server.ts";

// What the database knows: every process reports the same. Set by health/update-gauges alone.

const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
  new Gauge<Label>({ name: `${PREFIX}${name}`, help, labelNames, registers: [databaseRegistry] });

export const POOLS = gauge("pools", "Pools that are not archived, by type and status.", ["type", "status"]);
export const BUFFER_READY = gauge(
  "buffer_ready_codes",
  "Ready codes of dynamic pools that work, all of a platform together.",
  ["platform"],
);
export const BUFFER_PENDING = gauge("buffer_pending_codes", "Codes of them that are being made.", [
  "platform",
]);
export const BUFFER_WANTED = gauge("buffer_wanted_codes", "Ready codes that they are to keep.", ["platform"]);
export const BUFFER_SHORT = gauge(
  "buffer_short_pools",
  "Dynamic pools that work with less than half of their buffer ready.",
  ["platform"],
);
export const REPLENISHMENT_LAG = gauge(
  "replenishment_lag_seconds",
  "How long the oldest batch has waited to be made by its platform; 0: none waits.",
  ["platform"],
);
export const EXCHANGE_LAG = gauge(
  "magento_exchange_lag_seconds",
  "The longest time since a connected Magento store last called.",
);
export const MAGENTO_STORES = gauge("magento_stores", "Connected Magento stores: on_time, late.", ["state"]);
export const JOBS_WAITING = gauge("jobs_waiting", "Jobs that are due and wait, by kind.", ["job"]);
export const JOBS_RUNNING = gauge("jobs_running", "Jobs that run, by kind.", ["job"]);
export const OLDEST_JOB = gauge(
  "oldest_job_age_seconds",
  "How long the oldest job of a kind that waits has been due; 0: none waits.",
  ["job"],
);
export const ENDPOINTS = gauge("event_endpoints", "Event endpoints: working, failing, off.", ["state"]);
export const EVENTS_WAITING = gauge(
  "event_lines_waiting",
  "Pools for which an event waits to be delivered to an endpoint that is not off.",
);
export const OLDEST_EVENT = gauge("oldest_event_age_seconds", "The age of the oldest of these events.");
export const MAILS_WAITING = gauge("alert_mails_waiting", "Alert mails that wait to be sent.");
export const OLDEST_MAIL = gauge("oldest_mail_age_seconds", "The age of the oldest of these mails.");
