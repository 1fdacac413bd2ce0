import { isoSeconds } from "../discounts/discount.ts";
import type { SandboxShopify } from "../sandbox-shopify.ts";
import { tellOfOrder } from "./order-topics.ts";

/** The merchant cancels an order. The use of its code stays counted, as in Shopify. False: there is none to cancel. */
export function cancelOrder(sandbox: SandboxShopify, number: number): boolean {
  const order = sandbox.state.data.orders.find((one) => one.number === number);
  if (!order || order.cancelledAt !== null) return false;
  const at = isoSeconds(sandbox.now());
  sandbox.state.change(() => {
    Object.assign(order, { cancelledAt: at, updatedAt: at });
  });
  tellOfOrder(sandbox, "orders/cancelled", order);
  return true;
}
