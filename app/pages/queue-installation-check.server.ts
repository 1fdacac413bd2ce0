import { queueWebhookJob } from "#app/accounts/queue-webhook-job.server.ts";
import { authenticate } from "#app/shopify.server.ts";

/**
 * Takes a webhook of Shopify's about the app's installation, once per webhook id, and has it looked into. A
 * thrown Response refuses one that Shopify did not sign.
 */
export async function queueInstallationCheck(
  request: Request,
  job: "check-installation" | "redact-store",
): Promise<void> {
  const { shop: domain, webhookId, triggeredAt } = await authenticate.webhook(request);
  const saidAt = triggeredAt ? new Date(triggeredAt) : null;
  const payload = { domain, saidAt: saidAt && !Number.isNaN(saidAt.getTime()) ? saidAt.toISOString() : null };
  await queueWebhookJob({ webhookId, job, payload });
}
