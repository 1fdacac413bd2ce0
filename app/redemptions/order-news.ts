/** What an order says of one code. */
export type OrderNews =
  | {
      kind: "redeemed";
      /** As the buyer typed it. */
      code: string;
      /** The platform's id of the order, unique in its store. */
      orderId: string;
      /** What the merchant calls the order. */
      orderNumber: string | null;
      /** What was paid for the order and what the codes took off, as decimals; null where the platform does not say. */
      total: string | null;
      discount: string | null;
      /** ISO 4217. */
      currency: string | null;
      at: Date;
    }
  | { kind: "reversed"; code: string; orderId: string; at: Date };

/** All that is known of one order and code. */
export interface KnownOrder {
  orderId: string;
  key: string;
  orderNumber: string | null;
  total: string | null;
  discount: string | null;
  currency: string | null;
  redeemedAt: Date | null;
  reversedAt: Date | null;
}

/** Brings together what a batch of news says of the same order and code; the first word on anything holds. */
export function knownOrders(news: readonly OrderNews[], keyOf: (code: string) => string): KnownOrder[] {
  const orders = new Map<string, KnownOrder>();
  for (const item of news) {
    const key = keyOf(item.code);
    const name = JSON.stringify([item.orderId, key]);
    const known = orders.get(name) ?? {
      orderId: item.orderId,
      key,
      orderNumber: null,
      total: null,
      discount: null,
      currency: null,
      redeemedAt: null,
      reversedAt: null,
    };
    orders.set(name, known);
    if (item.kind === "reversed") known.reversedAt ??= item.at;
    else {
      known.redeemedAt ??= item.at;
      known.orderNumber ??= item.orderNumber;
      known.total ??= item.total;
      known.discount ??= item.discount;
      known.currency ??= item.currency;
    }
  }
  return [...orders.values()];
}
