import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { JobPayload } from "#app/jobs/queue/job-catalogue.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { takeWebhook } from "./take-webhook.server.ts";

/** The jobs to which a platform's webhooks about an installation lead. */
type WebhookJob = "check-installation" | "redact-store";

/** Has a job done because of a webhook, once per webhook id. False: it was queued before. */
export async function queueWebhookJob<Name extends WebhookJob>(request: {
  webhookId: string;
  job: Name;
  payload: JobPayload<Name>;
}): Promise<boolean> {
  return await inTransaction(async (client) => {
    if (!(await takeWebhook(client, request.webhookId))) return false;
    await sendJob(client, request.job, request.payload);
    return true;
  });
}
