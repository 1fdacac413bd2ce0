import type { ActionFunctionArgs } from "@remix-run/node";
import { readOrderWebhook } from "#app/platforms/shopify/order-webhook.ts";
import { hearOrder } from "#app/redemptions/hear-order.server.ts";
import { authenticate } from "#app/shopify.server.ts";

/**
 * An order of the shop was placed or cancelled. Subscribed to for a shop when its merchant allows it, and brings no
 * more than which codes were used. Repeats change nothing, so that no webhook id has to be remembered.
 */
export async function action({ request }: ActionFunctionArgs) {
  const { shop: domain, payload } = await authenticate.webhook(request);
  const order = readOrderWebhook(payload);
  if (order) await hearOrder({ platform: "shopify", domain, order });
  return new Response();
}
