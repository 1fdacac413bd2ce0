import type { ActionFunctionArgs } from "@remix-run/node";
import { queueStoreCheck } from "#app/replenishment/queue-store-check.server.ts";
import { authenticate } from "#app/shopify.server.ts";

/** A discount of the shop was changed or deleted. What it is now is asked of the shop, not of the message. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, webhookId } = await authenticate.webhook(request);
  await queueStoreCheck({ platform: "shopify", domain: shop, webhookId });
  return new Response();
}
