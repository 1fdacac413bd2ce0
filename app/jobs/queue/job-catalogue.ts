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
  /** Works out what a dynamic pool lacks and writes it as pending batches. */
  "replenish-pool": { payload: z.object({ poolId: z.string() }), retryLimit: 20, expireInSeconds: 300 },
  /** Sends a store's pending batches, the most urgent pool first, until none is left. */
  "mint-store": {
    payload: z.object({ storeId: z.string() }),
    retryLimit: 20,
    expireInSeconds: 3_600,
    heartbeatSeconds: 15,
  },
  /** Carries an edit of a template to every live group. */
  "update-groups": {
    payload: z.object({ templateId: z.string() }),
    retryLimit: 20,
    expireInSeconds: 3_600,
    heartbeatSeconds: 15,
  },
  /** Looks at what the platform says of a store's discounts, after a webhook or by the hour. */
  "check-store": { payload: z.object({ storeId: z.string() }), retryLimit: 5, expireInSeconds: 900 },
  /** Looks up some codes of a static pool in a store, now. */
  "check-pool": {
    payload: z.object({ poolId: z.string(), storeId: z.string() }),
    retryLimit: 5,
    expireInSeconds: 600,
  },
  /** Brings a static pool's codes into a shop. */
  "create-codes": {
    payload: z.object({ creationId: z.string() }),
    retryLimit: 20,
    expireInSeconds: 3_600,
    heartbeatSeconds: 15,
  },
  /** Deletes on the platform what is wasted, when a merchant asked for it; the round of ten minutes does the rest. */
  "delete-wasted": {
    payload: z.object({ storeId: z.string() }),
    retryLimit: 5,
    expireInSeconds: 3_600,
    heartbeatSeconds: 15,
  },
  /** Finds out whether the app is still installed in a store, and with what permissions. */
  "check-installation": {
    payload: z.object({ domain: z.string(), saidAt: z.iso.datetime().nullable() }),
    retryLimit: 20,
    expireInSeconds: 300,
  },
  /** Takes the data of a store that was uninstalled two days ago out of sight, and has it erased. */
  "redact-store": {
    payload: z.object({ domain: z.string(), saidAt: z.iso.datetime().nullable() }),
    retryLimit: 20,
    expireInSeconds: 300,
  },
  /** Erases what is left of such a store, by the million, in slices. */
  "erase-store": {
    payload: z.object({ storeId: z.string() }),
    retryLimit: 20,
    expireInSeconds: 3_600,
    heartbeatSeconds: 15,
  },
  /** Forgets a contact, in slices, where the one who asked did not wait for it. */
  "erase-contact": {
    payload: z.object({ requestId: z.string() }),
    retryLimit: 20,
    expireInSeconds: 3_600,
    heartbeatSeconds: 15,
  },
  /** Forgets the contacts of old messages, where an account wants that; every night. */
  "forget-old-contacts": {
    payload: z.object({}),
    retryLimit: 3,
    expireInSeconds: 3_600,
    heartbeatSeconds: 15,
    cron: "23 3 * * *",
  },
  /** Writes down what is stored of a person, for the merchant to hand over. */
  "gather-contact-data": {
    payload: z.object({ requestId: z.string() }),
    retryLimit: 20,
    expireInSeconds: 600,
  },
  /** Subscribes to a store's orders or ends that, as its merchant allows. */
  "settle-orders": { payload: z.object({ storeId: z.string() }), retryLimit: 20, expireInSeconds: 300 },
  /** Reads the orders of a store that changed lately, for those of which no webhook told. */
  "look-at-orders": {
    payload: z.object({ storeId: z.string() }),
    retryLimit: 20,
    expireInSeconds: 14_400,
    heartbeatSeconds: 15,
  },
  /** Has the orders of every store looked at; every night. */
  "queue-order-looks": { payload: z.object({}), retryLimit: 3, expireInSeconds: 300, cron: "41 2 * * *" },
  /** Replenishes pools ahead of midnight, deletes what is over; every ten minutes. */
  "tend-groups": { payload: z.object({}), retryLimit: 0, expireInSeconds: 600, cron: "*/10 * * * *" },
  /** Drops expired codes, returns released ones; every minute. */
  "sweep-pools": { payload: z.object({}), retryLimit: 0, expireInSeconds: 300, cron: "* * * * *" },
  /** Looks for troubles of pools that their counts do not say, and reminds of those that last; every ten minutes. */
  "watch-pools": { payload: z.object({}), retryLimit: 0, expireInSeconds: 600, cron: "*/10 * * * *" },
  /** Works out when pools will run dry; every ten minutes. */
  "forecast-pools": { payload: z.object({}), retryLimit: 0, expireInSeconds: 600, cron: "5/10 * * * *" },
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
/** Under which a job's data names the request that caused it, for the log. No payload has a field of this name. */
export const CAUSE = "causedByRequest";

export const JOB_NAMES = Object.keys(JOBS) as JobName[];
