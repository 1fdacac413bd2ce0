import type { SandboxShopify } from "../sandbox-shopify.ts";
import { catchUp } from "./change-discount.ts";
import { type Discount, discountId, discountStatus } from "./discount.ts";

/** A code of the shop, for whoever compares it with what an app believes. */
export interface ShopCode {
  code: string;
  /** The number at the end of its id. */
  number: number;
  discountId: string;
  discountTitle: string;
  uses: number;
  /** False for what the merchant or somebody else made. */
  isMadeByApp: boolean;
}

/** Every code of the shop, with its discount, after everything that is due by now is done. */
export function* allCodes(sandbox: SandboxShopify): Iterable<ShopCode> {
  catchUp(sandbox);
  const { codes, discounts } = sandbox.discounts;
  for (const { code, number, discount, uses, by } of codes.all()) {
    const discountTitle = discounts.get(discount)?.title ?? "";
    yield { code, number, discountId: discountId(discount), discountTitle, uses, isMadeByApp: by === "app" };
  }
}

/** Every discount with the number of its codes, newest first. */
export function allDiscounts(sandbox: SandboxShopify) {
  catchUp(sandbox);
  const { codes, discounts } = sandbox.discounts;
  return [...discounts.values()].toReversed().map((discount: Discount) => ({
    discount,
    id: discountId(discount.number),
    status: discountStatus(discount, sandbox.now()),
    codesCount: codes.ofDiscount(discount.number).length,
  }));
}
