import { z } from "zod";
import { JOB_HANDLERS } from "#app/jobs/handlers/job-handlers.server.ts";
import { startOutbox } from "#app/jobs/handlers/outbox-loop.server.ts";
import { CAUSE, JOB_NAMES, JOBS, type JobName, type JobPayload } from "#app/jobs/queue/job-catalogue.ts";
import { queue, startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { log } from "#app/log/log.server.ts";
import { withLogContext } from "#app/log/log-context.server.ts";
import { JOB_SECONDS, JOBS_ENDED } from "#app/metrics/instruments.server.ts";

/** The request that a job was sent in, if it was one. */
const causeSchema = z.object({ [CAUSE]: z.string().optional() }).catch({});

/** A merchant, or a recipient, waits in front of these; nobody waits for the others. */
const POLL_SECONDS: Partial<Record<JobName, number>> = {
  "import-upload": 0.5,
  "undo-upload": 0.5,
  "replenish-pool": 0.5,
  "mint-store": 1,
  "update-groups": 1,
  "check-installation": 0.5,
  "check-store": 1,
  "check-pool": 0.5,
  "create-codes": 1,
};
const POLL_SECONDS_DEFAULT = 5;
/** Jobs of one kind that a process does side by side: those that mostly wait for a platform. One store slows no other. */
const SIDE_BY_SIDE: Partial<Record<JobName, number>> = {
  "replenish-pool": 2,
  "mint-store": 20,
  "check-store": 4,
  "check-installation": 4,
  "check-pool": 4,
  "create-codes": 20,
  "settle-orders": 4,
  "look-at-orders": 4,
};

/**
 * Starts the background work: the queue and a handler for each of its jobs. `stop` takes no new jobs, waits
 * for the running ones and hands back what is not finished in time.
 */
export async function startWorker(): Promise<{ stop: () => Promise<void> }> {
  await startQueue();
  for (const name of JOB_NAMES) await work(name);
  const outbox = startOutbox();
  log().info({ jobs: JOB_NAMES }, "the worker is running");
  return {
    stop: async () => {
      await Promise.all([outbox.stop(), stopQueue()]);
    },
  };
}

async function work<Name extends JobName>(name: Name): Promise<void> {
  const options = {
    pollingIntervalSeconds: POLL_SECONDS[name] ?? POLL_SECONDS_DEFAULT,
    localConcurrency: SIDE_BY_SIDE[name] ?? 1,
  };
  await queue().work<unknown>(name, options, async (jobs) => {
    for (const job of jobs) {
      const { [CAUSE]: requestId } = causeSchema.parse(job.data);
      await withLogContext({ requestId, job: name, jobId: job.id }, () => runJob(name, job));
    }
  });
}

async function runJob<Name extends JobName>(
  name: Name,
  job: { data: unknown; signal: AbortSignal },
): Promise<void> {
  const startedAt = performance.now();
  let result = "failed";
  try {
    const payload = JOBS[name].payload.parse(job.data) as JobPayload<Name>;
    await JOB_HANDLERS[name](payload, job.signal);
    result = "done";
  } catch (error) {
    log().error({ err: error }, "a job failed and will be tried again");
    throw error;
  } finally {
    const milliseconds = performance.now() - startedAt;
    JOBS_ENDED.inc({ job: name, result });
    JOB_SECONDS.observe({ job: name }, milliseconds / 1_000);
    log().debug({ result, ms: Math.round(milliseconds) }, "job");
  }
}
