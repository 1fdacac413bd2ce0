import { SHOP_DETAILS } from "./documents/shop-documents.ts";
import type { ShopDetails } from "./shop-details.ts";
import { shopDetailsSchema } from "./shop-details.ts";

/** The part of the library's admin client that is needed here. */
export interface AdminGraphql {
  graphql(query: string): Promise<Response>;
}

/** Name, time zone and currency of the shop, as the Admin API tells them. Needs no scope. */
export async function readShop(admin: AdminGraphql): Promise<ShopDetails> {
  const response = await admin.graphql(SHOP_DETAILS);
  return shopDetailsSchema.parse(await response.json()).data.shop;
}
