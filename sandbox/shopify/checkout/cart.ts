/** One position of a cart. */
export interface CartLine {
  productId: string;
  variantId: string;
  /** Collections that the product is in. */
  collectionIds: readonly string[];
  /** Each, in the shop's currency. */
  price: number;
  quantity: number;
  isSubscription: boolean;
}

export interface Cart {
  lines: readonly CartLine[];
  /** The rate that was chosen, in the shop's currency. */
  shippingPrice: number;
  /** ISO 3166 code of where it goes. */
  country: string;
}

/** Who buys. Without an id it is somebody new, who is in no segment. */
export interface Shopper {
  email: string;
  customerId: string | null;
  segmentIds: readonly string[];
}

export function subtotalOf(lines: readonly CartLine[]): number {
  return roundToCents(lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0));
}

export function roundToCents(amount: number): number {
  return Math.round((amount + Number.EPSILON) * 100) / 100;
}
