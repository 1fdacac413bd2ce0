import type { Prisma } from "@prisma/client";
import { z } from "zod";
import type { AccountId, StoreId } from "#app/db/ids.ts";
import type { AccountView, BridgeView, StoreView } from "./account-view.ts";

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

type StoreRow = AccountRow["stores"][number];

/** As much of a module's report as is shown. */
const said = z.string().nullable().catch(null);
const reportSchema = z
  .object({ baseUrl: said, magentoVersion: said, edition: said, moduleVersion: said })
  .catch({ baseUrl: null, magentoVersion: null, edition: null, moduleVersion: null });

function bridgeView(row: StoreRow): BridgeView | null {
  if (row.platform !== "magento") return null;
  return { lastExchangeAt: row.exchangedAt?.toISOString() ?? null, ...reportSchema.parse(row.shopReport) };
}

function storeView(row: StoreRow): StoreView {
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
    bridge: bridgeView(row),
  };
}
