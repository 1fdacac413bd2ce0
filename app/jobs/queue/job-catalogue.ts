import { z } from "zod";

/** Every job: its payload, how often it is tried, and how long one try may take. */
export const JOBS = {
  "import-upload": {
    payload: z.object({ uploadId: z.string() }),
    retryLimit: 20,
    expireInSeconds: 3_600,
    heartbeatSeconds: 15,
  },
  "undo-upload": {
    payload: z.object({ uploadId: z.string(), actor: z.string() }),
    retryLimit: 20,
    expireInSeconds: 3_600,
    heartbeatSeconds: 15,
  },
  /** Drops expired codes, returns released ones; every minute. */
  "sweep-pools": { payload: z.object({}), retryLimit: 0, expireInSeconds: 300, cron: "* * * * *" },
  /** Forgets remembered answers, unconfirmed uploads and the like; every hour. */
  "clean-up": { payload: z.object({}), retryLimit: 0, expireInSeconds: 600, cron: "17 * * * *" },
} as const satisfies Record<
  string,
  {
    payload: z.ZodType;
    retryLimit: number;
    expireInSeconds: number;
    heartbeatSeconds?: number;
    cron?: string;
  }
>;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]["payload"]>;
export const JOB_NAMES = Object.keys(JOBS) as JobName[];
