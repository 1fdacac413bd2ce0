import { Counter, Gauge, Histogram } from "prom-client";
import { PREFIX, registry } from "./registry.server.ts";

// What this process counts itself, from its start. Labels have a handful of values each: none names an account, a
// store, a pool or a campaign. docs/operating.md explains every name.

const registers = [registry];

/** Seconds, from what an idle machine needs to what nobody waits for. */
const REQUEST_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const CLAIMS = new Counter({
  name: `${PREFIX}claims_total`,
  help: "Recipients answered, by outcome.",
  labelNames: ["outcome"],
  registers,
});
export const CLAIMS_REFUSED = new Counter({
  name: `${PREFIX}claim_requests_refused_total`,
  help: "Claim requests that were refused as a whole, by the code of the error.",
  labelNames: ["code"],
  registers,
});
export const CLAIM_SECONDS = new Histogram({
  name: `${PREFIX}claim_duration_seconds`,
  help: "From a claim's request, parsed, to its answer after the commit; waiting for codes included.",
  buckets: REQUEST_SECONDS,
  registers,
});
export const FOLD_RECIPIENTS = new Histogram({
  name: `${PREFIX}fold_recipients`,
  help: "Recipients answered by one transaction.",
  buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000],
  registers,
});
export const FOLD_SECONDS = new Histogram({
  name: `${PREFIX}fold_duration_seconds`,
  help: "How long such a transaction takes, commit included.",
  buckets: REQUEST_SECONDS,
  registers,
});
export const REQUESTS = new Counter({
  name: `${PREFIX}http_requests_total`,
  help: "Requests answered, by the template of their path and status. Webhooks of Shopify are POST /webhooks/…",
  labelNames: ["route", "status"],
  registers,
});
export const REQUEST_DURATION = new Histogram({
  name: `${PREFIX}http_request_duration_seconds`,
  help: "From a request to its answer's first byte, by kind: api, bridge, webhook, page.",
  labelNames: ["kind"],
  buckets: REQUEST_SECONDS,
  registers,
});
export const JOBS_ENDED = new Counter({
  name: `${PREFIX}jobs_total`,
  help: "Tries of background jobs that ended, by kind and result: done, failed.",
  labelNames: ["job", "result"],
  registers,
});
export const JOB_SECONDS = new Histogram({
  name: `${PREFIX}job_duration_seconds`,
  help: "How long such a try took.",
  labelNames: ["job"],
  buckets: [0.1, 1, 10, 60, 600],
  registers,
});
export const EVENT_TRIES = new Counter({
  name: `${PREFIX}event_deliveries_total`,
  help: "Tries to deliver an event to an endpoint, by result: delivered, refused, unreachable, given_up.",
  labelNames: ["result"],
  registers,
});
export const MAIL_TRIES = new Counter({
  name: `${PREFIX}alert_mails_total`,
  help: "Tries to send an alert by mail, by result: sent, failed, given_up, over.",
  labelNames: ["result"],
  registers,
});
export const FLOW_TRIES = new Counter({
  name: `${PREFIX}flow_triggers_total`,
  help: "Tries to start workflows of Shopify Flow, by result: sent, again, refused, failed.",
  labelNames: ["result"],
  registers,
});
export const CONNECTIONS = new Gauge({
  name: `${PREFIX}database_connections`,
  help: "This process's connections by state: used, idle; and what waits for one: waiting.",
  labelNames: ["state"],
  registers,
});
export const DATABASE_READ = new Gauge({
  name: `${PREFIX}database_read_up`,
  help: "1 when the figures about pools, stores, jobs and the outbox could be read; 0: they are left out.",
  registers,
});

// A rate does not see the first value of a line that was not there: what is waited for begins at 0.
const OUTCOMES = ["assigned", "repeated", "kept", "fallback", "test", "exhausted", "not_ready", "released"];
for (const outcome of OUTCOMES) CLAIMS.inc({ outcome }, 0);
CLAIMS_REFUSED.inc({ code: "overloaded" }, 0);
for (const result of ["delivered", "refused", "unreachable", "given_up"]) EVENT_TRIES.inc({ result }, 0);
for (const result of ["sent", "failed", "given_up", "over"]) MAIL_TRIES.inc({ result }, 0);
for (const result of ["sent", "again", "refused", "failed"]) FLOW_TRIES.inc({ result }, 0);
