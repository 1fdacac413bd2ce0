/** What a pool's codes brought in. Cancelled orders are left out; refunds change nothing. */
export interface RedemptionFigures {
  /** By currency, the one with most orders first. */
  money: CurrencyFigures[];
  /** Seconds from assignment to redemption, of the latest ones; null while there are none. */
  medianSeconds: number | null;
}

export interface CurrencyFigures extends Record<string, unknown> {
  /** ISO 4217; null where the platform did not say. */
  currency: string | null;
  orders: number;
  /** What these orders came to, and what the pool's codes took off; decimals. Null: not told. */
  revenue: string | null;
  discount: string | null;
}

/** Of the codes that were assigned, how many in a hundred were redeemed; null while there are none. */
export function redemptionRate({
  assigned,
  redeemed,
}: {
  assigned: number;
  redeemed: number;
}): number | null {
  return assigned > 0 ? (100 * redeemed) / assigned : null;
}
