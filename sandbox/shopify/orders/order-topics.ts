import type { SandboxShopify } from "../sandbox-shopify.ts";
import type { Order } from "../shopify-state.ts";

/** Tells the app of an order, if it may read orders; what it does not want of it is left out on the way. */
export function tellOfOrder(
  sandbox: SandboxShopify,
  topic: "orders/create" | "orders/cancelled",
  order: Order,
): void {
  sandbox.tellApp(topic, orderPayload(sandbox, order));
}

/** As a webhook carries an order, personal data included, as far as the sandbox knows any of it. */
function orderPayload({ state }: SandboxShopify, order: Order): Record<string, unknown> {
  const { shop, customers } = state.data;
  const amount = order.discountAmount.toFixed(2);
  const type = order.on === "SHIPPING" ? "shipping" : "fixed_amount";
  const customer = customers.find(({ email }) => email.toLowerCase() === order.email.toLowerCase());
  return {
    id: order.number,
    admin_graphql_api_id: orderGid(order),
    name: order.name,
    email: order.email,
    contact_email: order.email,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    currency: shop.currencyCode,
    customer: customer
      ? {
          id: customer.number,
          email: customer.email,
          first_name: customer.firstName,
          last_name: customer.lastName,
        }
      : null,
    discount_codes: [{ code: order.code, amount, type }],
    discount_applications: [
      { type: "discount_code", code: order.code, value: amount, value_type: "fixed_amount" },
    ],
    subtotal_price: order.subtotal.toFixed(2),
    total_discounts: amount,
    total_price: order.total.toFixed(2),
    test: order.isTest,
  };
}

export function orderGid({ number }: Pick<Order, "number">): string {
  return `gid://shopify/Order/${number}`;
}
