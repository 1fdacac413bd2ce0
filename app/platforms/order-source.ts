import type { PlatformResult } from "./discount-platform.ts";

/** An order in which codes were used, as far as codes are concerned: nothing in it says who bought. */
export interface CodeOrder {
  /** The platform's id of the order, unique in its store. */
  orderId: string;
  /** What the merchant calls the order. */
  orderNumber: string | null;
  /** What the order came to, as a decimal; null where the platform does not say. */
  total: string | null;
  /** ISO 4217. */
  currency: string | null;
  /** As the buyer typed them, with what each took off; null: the platform tells no more than the sum of several. */
  codes: { code: string; discount: string | null }[];
  placedAt: Date;
  cancelledAt: Date | null;
}

/** A page of orders that changed. */
export interface OrdersPage {
  /** Those with codes; test orders are left out. */
  orders: CodeOrder[];
  /** When the last order of the page changed, those without codes included. Null: the page is empty. */
  changedUntil: Date | null;
  /** Where the next page begins. Null: this was the last. */
  next: string | null;
}

/** The orders of one store whose platform is asked for them. No method is called inside a database transaction. */
export interface OrderSource {
  /** Whether the merchant lets the app read orders. */
  mayRead(): Promise<PlatformResult<boolean>>;
  /** Has the platform tell of orders that are placed or cancelled from now on. Harmless when repeated. */
  subscribe(): Promise<PlatformResult<null>>;
  /** Ends that. Harmless when repeated. */
  unsubscribe(): Promise<PlatformResult<null>>;
  /** Orders that changed since, the one that changed first at the beginning. */
  changedOrders(request: { since: Date; after: string | null }): Promise<PlatformResult<OrdersPage>>;
}
