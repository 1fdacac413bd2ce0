import type { ActionFunctionArgs } from "@remix-run/node";
import { log } from "#app/log/log.server.ts";
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
  if (!kind) return new Response();
  const customer = readCustomerWebhook(payload);
  if (!customer) {
    // What the law wants must not be lost in silence: Shopify repeats it, and shows that it failed.
    log().error({ topic }, "a request about a customer could not be read");
    return new Response("The customer could not be read.", { status: 400 });
  }
  await takeCustomerRequest({ platform: "shopify", domain, webhookId, kind, customer });
  return new Response();
}
