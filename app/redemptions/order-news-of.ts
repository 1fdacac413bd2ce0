import type { CodeOrder } from "../platforms/order-source.ts";
import type { OrderNews } from "./order-news.ts";

/** What an order says of each of its codes: that it was used, and where the order was cancelled, that it was not. */
export function orderNewsOf(order: CodeOrder): OrderNews[] {
  const { orderId, orderNumber, total, currency, placedAt, cancelledAt } = order;
  return order.codes.flatMap(({ code, discount }): OrderNews[] => [
    { kind: "redeemed", code, orderId, orderNumber, total, discount, currency, at: placedAt },
    ...(cancelledAt ? [{ kind: "reversed" as const, code, orderId, at: cancelledAt }] : []),
  ]);
}
