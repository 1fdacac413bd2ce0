import { z } from "zod";
import { EXCHANGE_LATE_SECONDS, GAUGES_EVERY_SECONDS, GAUGES_SECONDS_MAX } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import { countJobs, type JobCount } from "#app/jobs/queue/count-jobs.server.ts";
import { log } from "#app/log/log.server.ts";
import { outsideRequests } from "#app/log/log-context.server.ts";
import * as gauges from "#app/metrics/gauges.server.ts";
import { CONNECTIONS, DATABASE_READ } from "#app/metrics/instruments.server.ts";
import { within } from "./within.ts";

const READ = loadSql("health/read-gauges.sql");
const PLATFORMS = ["shopify", "magento"] as const;
const platform = z.enum(PLATFORMS);

const rowSchema = z.object({
  pools: z.array(z.object({ type: z.string(), status: z.string(), pools: z.number() })),
  buffers: z.array(
    z.object({ platform, ready: z.number(), pending: z.number(), wanted: z.number(), short: z.number() }),
  ),
  lags: z.array(z.object({ platform, seconds: z.number() })),
  exchanges: z.object({ late: z.number(), onTime: z.number(), lag: z.number() }),
  endpoints: z.object({ off: z.number(), failing: z.number(), working: z.number() }),
  events: z.object({ lines: z.number(), oldest: z.number() }),
  mails: z.object({ waiting: z.number(), oldest: z.number() }),
});
type Row = z.infer<typeof rowSchema>;

let readAt = Number.NEGATIVE_INFINITY;
let reading: Promise<void> | undefined;
let isKnown = false;

/**
 * Brings the gauges up to date, at most every some seconds however often they are asked for. A database that does not
 * answer in time leaves those about the database unknown (false), rather than as they were.
 */
export async function updateGauges(now: number): Promise<boolean> {
  const { totalCount, idleCount, waitingCount } = database().pool;
  CONNECTIONS.set({ state: "used" }, totalCount - idleCount);
  CONNECTIONS.set({ state: "idle" }, idleCount);
  CONNECTIONS.set({ state: "waiting" }, waitingCount);
  if (now - readAt < GAUGES_EVERY_SECONDS * 1_000) return isKnown;
  reading ??= outsideRequests(read).finally(() => {
    reading = undefined;
    readAt = now;
  });
  await reading;
  return isKnown;
}

async function read(): Promise<void> {
  // Not abandoned by the pool: it ends by the statement's own limit, if ever it gets a connection.
  const answer = inTransaction(async (client) => {
    const { rows } = await client.query(READ, [EXCHANGE_LATE_SECONDS]);
    return { row: rowSchema.parse(rows[0]), jobs: await countJobs(client) };
  }, `begin read only; set local statement_timeout = '${GAUGES_SECONDS_MAX}s'`);
  try {
    const { row, jobs } = await within(GAUGES_SECONDS_MAX * 1_000, answer);
    setGauges(row, jobs);
    DATABASE_READ.set(1);
    isKnown = true;
  } catch (error) {
    log().warn({ err: error }, "the figures for the metrics could not be read");
    DATABASE_READ.set(0);
    isKnown = false;
  }
}

function setGauges(row: Row, jobs: JobCount[]): void {
  // A status that no pool has any more.
  gauges.POOLS.reset();
  for (const { type, status, pools } of row.pools) gauges.POOLS.set({ type, status }, pools);
  for (const name of PLATFORMS) {
    const labels = { platform: name };
    const buffer = row.buffers.find((of) => of.platform === name);
    gauges.BUFFER_READY.set(labels, buffer?.ready ?? 0);
    gauges.BUFFER_PENDING.set(labels, buffer?.pending ?? 0);
    gauges.BUFFER_WANTED.set(labels, buffer?.wanted ?? 0);
    gauges.BUFFER_SHORT.set(labels, buffer?.short ?? 0);
    gauges.REPLENISHMENT_LAG.set(labels, row.lags.find((of) => of.platform === name)?.seconds ?? 0);
  }
  gauges.EXCHANGE_LAG.set(row.exchanges.lag);
  gauges.MAGENTO_STORES.set({ state: "on_time" }, row.exchanges.onTime);
  gauges.MAGENTO_STORES.set({ state: "late" }, row.exchanges.late);
  for (const { job, waiting, running, oldestSeconds } of jobs) {
    gauges.JOBS_WAITING.set({ job }, waiting);
    gauges.JOBS_RUNNING.set({ job }, running);
    gauges.OLDEST_JOB.set({ job }, oldestSeconds);
  }
  gauges.ENDPOINTS.set({ state: "working" }, row.endpoints.working);
  gauges.ENDPOINTS.set({ state: "failing" }, row.endpoints.failing);
  gauges.ENDPOINTS.set({ state: "off" }, row.endpoints.off);
  gauges.EVENTS_WAITING.set(row.events.lines);
  gauges.OLDEST_EVENT.set(row.events.oldest);
  gauges.MAILS_WAITING.set(row.mails.waiting);
  gauges.OLDEST_MAIL.set(row.mails.oldest);
}
