import type { PlatformName } from "#app/accounts/account-view.ts";
import { database } from "#app/db/database.server.ts";
import type { CodeOrder } from "#app/platforms/order-source.ts";
import { orderNewsOf } from "./order-news-of.ts";
import { recordRedemptions } from "./record-redemptions.server.ts";

/** Takes an order that a connected store's platform told of. Orders of other stores are not ours to remember. */
export async function hearOrder(request: {
  platform: PlatformName;
  domain: string;
  order: CodeOrder;
}): Promise<void> {
  const { platform, domain, order } = request;
  const store = await database().prisma.store.findFirst({
    where: { platform, domain: domain.toLowerCase(), disconnectedAt: null },
    select: { id: true, accountId: true },
  });
  if (!store) return;
  await recordRedemptions({ accountId: store.accountId, storeId: store.id, news: orderNewsOf(order) });
}
