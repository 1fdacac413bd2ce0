import type { JobName, JobPayload } from "#app/jobs/queue/job-catalogue.ts";

/** Does a job. May be run again after a crash at any point; `signal` ends when the job is taken away. */
export type JobHandler<Name extends JobName> = (
  payload: JobPayload<Name>,
  context: { signal: AbortSignal },
) => Promise<void>;
