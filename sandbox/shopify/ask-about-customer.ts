import type { SandboxShopify } from "./sandbox-shopify.ts";

/** Customers that the shop knows nothing else of have a number from their address, the same each time. */
const FIRST_NUMBER = 920_000;

/**
 * What Shopify sends when a customer asks to be forgotten (ten days later, or six months after their last order) or
 * what is stored of them. Source: shopify.dev, privacy law compliance.
 */
export async function askAboutCustomer(
  sandbox: SandboxShopify,
  customer: { email: string; orderIds?: readonly number[] },
  what: "redact" | "data_request",
): Promise<void> {
  const { shop } = sandbox.state.data;
  const email = customer.email.trim();
  const number = FIRST_NUMBER + [...email].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const person = { id: number, email, phone: null };
  const shopFields = { shop_id: shop.numericId, shop_domain: shop.domain, customer: person };
  const orders = customer.orderIds ?? [];
  await sandbox.sendWebhook(
    `customers/${what}`,
    what === "redact"
      ? { ...shopFields, orders_to_redact: orders }
      : { ...shopFields, orders_requested: orders, data_request: { id: number } },
  );
}
