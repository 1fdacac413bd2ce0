import { PgBoss } from "pg-boss";
import { database } from "#app/db/database.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { log } from "#app/log/log.server.ts";
import { logContext, outsideRequests } from "#app/log/log-context.server.ts";
import { CAUSE, JOB_NAMES, JOBS, type JobName, type JobPayload } from "./job-catalogue.ts";

/** Seconds between two looks for jobs whose worker stopped without a word. */
const LOST_JOB_SECONDS = 15;

let boss: PgBoss | undefined;
/** Whether the queue of this process can be sent jobs. */
let isStarted = false;

/** pg-boss on the process's own connection pool. */
export function queue(): PgBoss {
  if (!boss) {
    boss = new PgBoss({
      db: executor(database().pool),
      // How soon a job whose worker died is found and taken up again.
      superviseIntervalSeconds: LOST_JOB_SECONDS,
      monitorIntervalSeconds: LOST_JOB_SECONDS,
    });
    boss.on("error", (error) =>
      outsideRequests(() => log().error({ err: error }, "the job queue reported an error")),
    );
  }
  return boss;
}

function executor(client: Queryable) {
  return {
    executeSql: (text: string, values?: unknown[]) => client.query<Record<string, unknown>>(text, values),
  };
}

/** Makes the queue's own tables and one queue per job. Safe to repeat, and by several processes at once. */
export async function startQueue(): Promise<void> {
  await queue().start();
  for (const name of JOB_NAMES) {
    const job = JOBS[name];
    await queue().createQueue(name, {
      retryLimit: job.retryLimit,
      retryBackoff: true,
      retryDelay: 1,
      retryDelayMax: 60,
      expireInSeconds: job.expireInSeconds,
      ...("heartbeatSeconds" in job ? { heartbeatSeconds: job.heartbeatSeconds } : {}),
    });
    if ("cron" in job) await queue().schedule(name, job.cron, {});
  }
  isStarted = true;
}

/**
 * What is the matter with this process's queue: it is not there, or none of its workers has looked for jobs for so
 * long. Null: it is alive. A process that only sends jobs has no workers.
 */
export function queueTrouble(
  role: "works" | "sends",
  now: number,
  silentSeconds: number,
): "not_started" | "silent" | null {
  if (!boss || !isStarted) return "not_started";
  if (role === "sends") return null;
  const looks = boss.getWipData().map(({ lastFetchedOn }) => lastFetchedOn ?? 0);
  return Math.max(0, ...looks) < now - silentSeconds * 1_000 ? "silent" : null;
}

/** Stops taking jobs, waits for running ones up to 20 s, then hands the rest back. */
export async function stopQueue(): Promise<void> {
  const stopping = boss;
  boss = undefined;
  isStarted = false;
  await stopping?.stop({ graceful: true, timeout: 20_000 });
}

/**
 * Enqueues a job in the caller's transaction: it exists if and only if the change that caused it does. `once`: jobs
 * with this key that are sent within so many seconds are one, with at most one more after that time. It is not
 * begun before `afterSeconds`.
 */
export async function sendJob<Name extends JobName>(
  client: Queryable,
  name: Name,
  payload: JobPayload<Name>,
  { once, afterSeconds }: { once?: { key: string; seconds: number }; afterSeconds?: number } = {},
): Promise<void> {
  const singleton = once
    ? { singletonKey: once.key, singletonSeconds: once.seconds, singletonNextSlot: true }
    : {};
  const later = afterSeconds === undefined ? {} : { startAfter: afterSeconds };
  // Whose request it was; the payload's schema leaves it out again.
  const { requestId } = logContext();
  // Under a name of its own: payloads have ids of requests too.
  const data = { ...(payload as object), ...(requestId === undefined ? {} : { [CAUSE]: requestId }) };
  await queue().send(name, data, { ...singleton, ...later, db: executor(client) });
}

/** Takes back jobs of a store that wait, in the caller's transaction. */
export async function dropStoreJobs(client: Queryable, storeId: string): Promise<void> {
  await client.query(
    `delete from pgboss.job where state in ('created', 'retry') and data ->> 'storeId' = $1`,
    [storeId],
  );
}
