import type { Prisma } from "@prisma/client";
import type { AccountId, StoreId } from "#app/db/ids.ts";
import type { AccountView, StoreView } from "./account-view.ts";

/** What the views are made of: an account with its stores, oldest first. */
export const accountWithStores = {
  include: { stores: { orderBy: { id: "asc" } } },
} as const satisfies Prisma.AccountDefaultArgs;

type AccountRow = Prisma.AccountGetPayload<typeof accountWithStores>;

/** A row as the rest of the program sees it. */
export function accountView(row: AccountRow): AccountView {
  return {
    id: row.id as AccountId,
    name: row.name,
    timeZone: row.timeZone,
    broadcastAllowed: row.broadcastAllowed,
    stores: row.stores.map(storeView),
  };
}

function storeView(row: AccountRow["stores"][number]): StoreView {
  return {
    id: row.id as StoreId,
    platform: row.platform,
    domain: row.domain,
    name: row.name,
    timeZone: row.timeZone,
    currency: row.currency,
    connectedAt: row.connectedAt.toISOString(),
    disconnectedAt: row.disconnectedAt?.toISOString() ?? null,
    ordersSince: row.ordersSince?.toISOString() ?? null,
  };
}
