import type { ActionFunctionArgs } from "@remix-run/node";
import { readCustomerWebhook } from "#app/platforms/shopify/customer-webhook.ts";
import { takeCustomerRequest } from "#app/privacy/take-customer-request.server.ts";
import { authenticate } from "#app/shopify.server.ts";

const KINDS: Record<string, "erase" | "data"> = {
  CUSTOMERS_REDACT: "erase",
  CUSTOMERS_DATA_REQUEST: "data",
};

/** A customer of the shop is to be forgotten, or wants to know what is stored; both within 30 days. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop: domain, topic, webhookId, payload } = await authenticate.webhook(request);
  const kind = KINDS[topic];
  const customer = readCustomerWebhook(payload);
  if (kind && customer) await takeCustomerRequest({ platform: "shopify", domain, webhookId, kind, customer });
  return new Response();
}
