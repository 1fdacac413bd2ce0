import { createDiscount } from "../shopify/discounts/change-discount.ts";
import { isoSeconds } from "../shopify/discounts/discount.ts";
import { plainTerms } from "../shopify/discounts/plain-terms.ts";
import type { SandboxShopify } from "../shopify/sandbox-shopify.ts";
import type { DemoPool } from "./demo-pools.ts";

/** How long before the demo the merchant made these discounts. */
const MADE_MILLISECONDS_AGO = 90 * 24 * 3_600_000;

/** The merchant has made the uploaded codes in the shop, each good for one use; those of one pool were forgotten. */
export function putCodesInShop(shop: SandboxShopify, pools: readonly DemoPool[]): void {
  const startsAt = isoSeconds(new Date(shop.now().getTime() - MADE_MILLISECONDS_AGO));
  for (const { discount, codes, settings } of pools) {
    if (!discount) continue;
    const terms = { ...plainTerms(discount.title, startsAt, discount.percent), usageLimit: 1 };
    const [first = "", ...others] = codes;
    const made = make(shop, terms, first);
    shop.discounts.change({ add: others, to: made.number, from: shop.discounts.codes.next, by: "merchant" });
    // Many people share it.
    if (settings.fallbackCode) {
      make(shop, { ...terms, title: settings.fallbackCode, usageLimit: null }, settings.fallbackCode);
    }
  }
}

function make(shop: SandboxShopify, terms: ReturnType<typeof plainTerms>, code: string) {
  const made = createDiscount(shop, { kind: "DiscountCodeBasic", terms, code, by: "merchant" });
  if (!made.ok) throw new Error(`${code}: ${made.error.message}`);
  return made.discount;
}
