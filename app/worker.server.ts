import type { Job } from "pg-boss";
import { handleImportUpload } from "#app/jobs/handlers/import-upload.server.ts";
import { handleUndoUpload } from "#app/jobs/handlers/undo-upload.server.ts";
import { JOB_NAMES, JOBS, type JobName, type JobPayload } from "#app/jobs/queue/job-catalogue.ts";
import { queue, startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { log } from "#app/log/log.server.ts";

/** Seconds between two looks into a queue: how long a merchant waits for an upload to start. */
const LOOK_EVERY_SECONDS = 0.5;

type Handler<Name extends JobName> = (payload: JobPayload<Name>, signal: AbortSignal) => Promise<void>;

/** Who does which job. */
const HANDLERS: { [Name in JobName]?: Handler<Name> } = {
  "import-upload": handleImportUpload,
  "undo-upload": handleUndoUpload,
};

/**
 * Starts the background work: the queue and a handler for each of its jobs. `stop` takes no new jobs, waits
 * for the running ones and hands back what is not finished in time.
 */
export async function startWorker(): Promise<{ stop: () => Promise<void> }> {
  await startQueue();
  for (const name of JOB_NAMES) await work(name);
  log().info({ jobs: JOB_NAMES }, "the worker is running");
  return { stop: stopQueue };
}

async function work<Name extends JobName>(name: Name): Promise<void> {
  const handle = HANDLERS[name];
  if (!handle) return;
  await queue().work(name, { pollingIntervalSeconds: LOOK_EVERY_SECONDS }, async (jobs: Job[]) => {
    for (const job of jobs) {
      try {
        await handle(JOBS[name].payload.parse(job.data) as JobPayload<Name>, job.signal);
      } catch (error) {
        log().error({ err: error, job: name, jobId: job.id, retries: job.retryCount }, "a job failed");
        throw error;
      }
    }
  });
}
