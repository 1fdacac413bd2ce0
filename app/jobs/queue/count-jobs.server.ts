import type { Queryable } from "#app/db/queryable.ts";
import { JOB_NAMES, type JobName } from "./job-catalogue.ts";

/** How many jobs of a kind there are, and for how long the oldest that waits has been due. */
export interface JobCount extends Record<string, unknown> {
  job: JobName;
  waiting: number;
  running: number;
  oldestSeconds: number;
}

/**
 * Counts jobs that are due and that run, every kind, also those without any. Their states are named one by one, as
 * pg-boss's own index of live jobs names them: it keeps those that are done for days.
 */
export async function countJobs(client: Queryable): Promise<JobCount[]> {
  const { rows } = await client.query<JobCount>(
    `select n.job, count(j.id) filter (where j.state < 'active')::int as waiting,
            count(j.id) filter (where j.state = 'active')::int as running,
            coalesce(extract(epoch from now() - min(j.start_after) filter (where j.state < 'active')), 0)::float
              as "oldestSeconds"
     from unnest($1::text[]) as n (job)
     left join pgboss.job j
       on j.name = n.job and j.state in ('created', 'retry', 'active') and (j.state = 'active' or j.start_after <= now())
     group by n.job`,
    [JOB_NAMES],
  );
  return rows;
}
