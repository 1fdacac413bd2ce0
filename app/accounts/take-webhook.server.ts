import type { Queryable } from "#app/db/queryable.ts";

/**
 * Notes a webhook in the transaction that acts on it. False: it was acted on before; platforms repeat a webhook
 * with the same id until it is answered. Remembered for WEBHOOK_MEMORY_HOURS.
 */
export async function takeWebhook(client: Queryable, webhookId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    "insert into webhooks_taken (id) values ($1) on conflict (id) do nothing",
    [webhookId],
  );
  return rowCount === 1;
}
