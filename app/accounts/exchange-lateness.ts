import { EXCHANGE_LATE_SECONDS } from "../config/limits.ts";

/** Whether a Magento store's module still calls. */
export interface ExchangeLateness {
  /** Null: it never called. */
  lastAt: string | null;
  /** Seconds since it last called, or since it was connected. */
  lateSeconds: number;
  /** So long that something must be wrong: codes and orders wait. */
  isLate: boolean;
}

/** How long ago a store's module last called. */
export function exchangeLateness(
  store: { connectedAt: string; lastExchangeAt: string | null },
  now: Date,
): ExchangeLateness {
  const lastAt = store.lastExchangeAt;
  const since = Math.max(Date.parse(lastAt ?? store.connectedAt), Date.parse(store.connectedAt));
  const lateSeconds = Math.max(0, Math.floor((now.getTime() - since) / 1_000));
  return { lastAt, lateSeconds, isLate: lateSeconds > EXCHANGE_LATE_SECONDS };
}
