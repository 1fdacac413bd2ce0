import { ORDERS_DAYS_BACK, ORDERS_OVERLAP_MINUTES, PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import type { PlatformFailure } from "#app/platforms/discount-platform.ts";
import type { OrderSource } from "#app/platforms/order-source.ts";
import { orderNewsOf } from "./order-news-of.ts";
import { recordRedemptions } from "./record-redemptions.server.ts";

/**
 * Reads the orders of a store that changed since the last look, so that what no webhook told is counted all the same;
 * what is known already changes nothing. The first look goes as far back as the platform lets it. How far it came is
 * kept page by page: a look that was cut short goes on from there. Throws when the platform does not answer, to be
 * tried again. Answers how many orders with codes were read.
 */
export async function lookAtOrders(request: {
  storeId: string;
  orders: OrderSource;
  now: () => Date;
  wait: (seconds: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}): Promise<number> {
  const { storeId, orders, signal } = request;
  const begun = request.now();
  const store = await storeToLookAt(storeId);
  if (!store) return 0;
  const oldest = new Date(begun.getTime() - ORDERS_DAYS_BACK * 86_400_000);
  // The platform's search may be a little behind what it knows.
  const overlapMilliseconds = ORDERS_OVERLAP_MINUTES * 60_000;
  const since = store.lookedAt ? new Date(store.lookedAt.getTime() - overlapMilliseconds) : oldest;

  let patience = PLATFORM_PATIENCE_SECONDS;
  let after: string | null = null;
  let read = 0;
  for (;;) {
    signal.throwIfAborted();
    const page = await orders.changedOrders({ since, after });
    if (!page.ok) {
      const { failure } = page;
      // The merchant took the permission back, or the app is gone: whoever looks into that ends it.
      if (failure.kind === "unreachable") return read;
      const seconds = secondsUntilNextTry(failure);
      if (seconds > patience) throw new Error(`The platform does not show its orders: ${failure.detail}`);
      patience -= seconds;
      await request.wait(seconds, signal);
      continue;
    }
    const { value } = page;
    if (value.orders.length > 0) {
      const news = value.orders.flatMap(orderNewsOf);
      await recordRedemptions({ accountId: store.accountId, storeId, news });
      read += value.orders.length;
    }
    await keepPlace(storeId, value.next === null ? begun : value.changedUntil);
    if (value.next === null) return read;
    after = value.next;
  }
}

/** Seconds between two tries of a page whose answer was lost. */
const LOST_ANSWER_SECONDS = 5;

function secondsUntilNextTry(failure: PlatformFailure): number {
  switch (failure.kind) {
    case "later":
      return Math.max(0.1, failure.afterSeconds);
    case "unknown":
      return LOST_ANSWER_SECONDS;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

async function storeToLookAt(
  storeId: string,
): Promise<{ accountId: string; lookedAt: Date | null } | undefined> {
  const { rows } = await database().pool.query<{ accountId: string; lookedAt: Date | null }>(
    `select account_id as "accountId", orders_looked_at as "lookedAt" from stores
     where id = $1 and orders_since is not null and disconnected_at is null`,
    [storeId],
  );
  return rows[0];
}

async function keepPlace(storeId: string, lookedAt: Date | null): Promise<void> {
  await database().pool.query(
    `update stores set orders_looked_at = greatest(orders_looked_at, $2)
     where id = $1 and orders_since is not null`,
    [storeId, lookedAt],
  );
}
