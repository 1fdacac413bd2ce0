import { JOB_NAMES } from "#app/jobs/queue/job-catalogue.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { log } from "#app/log/log.server.ts";

/**
 * Starts the background work: the queue and a handler for each of its jobs. `stop` takes no new jobs, waits
 * for the running ones and hands back what is not finished in time.
 */
export async function startWorker(): Promise<{ stop: () => Promise<void> }> {
  await startQueue();
  log().info({ jobs: JOB_NAMES }, "the worker is running");
  return { stop: stopQueue };
}
