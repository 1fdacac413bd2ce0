import type { PlatformName } from "#app/accounts/account-view.ts";
import { ORDERS_PER_FOLD_MAX } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { foldWaiting } from "#app/db/fold-waiting.ts";
import { isDataError } from "#app/db/is-data-error.server.ts";
import { outsideRequests } from "#app/log/log-context.server.ts";
import type { CodeOrder } from "#app/platforms/order-source.ts";
import { orderNewsOf } from "./order-news-of.ts";
import { recordRedemptions } from "./record-redemptions.server.ts";

interface HeardOrder {
  platform: PlatformName;
  domain: string;
  order: CodeOrder;
}

// A sale brings hundreds of orders a second of one shop. One by one, each would wait for the row of the same pool.
const hearTogether = foldWaiting<HeardOrder, void>({
  itemsMax: ORDERS_PER_FOLD_MAX,
  isWorthSplitting: isDataError,
  run: async (_lane, heard) => {
    await outsideRequests(() => hearOrders(heard));
    return heard.map(() => undefined);
  },
});

/**
 * Takes an order that a connected store's platform told of; answers after the commit. Orders of other stores are not
 * ours to remember.
 */
export async function hearOrder(heard: HeardOrder): Promise<void> {
  const domain = heard.domain.toLowerCase();
  await hearTogether(`${heard.platform} ${domain}`, { ...heard, domain });
}

/** Orders of one store. */
async function hearOrders(heard: readonly HeardOrder[]): Promise<void> {
  const [first] = heard;
  if (!first) return;
  const { platform, domain } = first;
  const store = await database().prisma.store.findFirst({
    where: { platform, domain, disconnectedAt: null },
    select: { id: true, accountId: true },
  });
  if (!store) return;
  const news = heard.flatMap(({ order }) => orderNewsOf(order));
  await recordRedemptions({ accountId: store.accountId, storeId: store.id, news });
}
