import { numberOfId } from "./shopify-ids.ts";

/** What a merchant has pasted: where to look, in this order. */
export interface DiscountReference {
  /** The number of a discount. Null: it cannot be one. */
  number: number | null;
  /** A code. Null: it cannot be one. */
  code: string | null;
}

/** What Shopify's own tools call a discount; all of these ids end in its one number. */
const ID_TYPES = ["DiscountCodeNode", "DiscountNode", "DiscountAutomaticNode", "PriceRule"];

/**
 * Reads an id (`gid://shopify/...`), an address of the admin (`.../discounts/123`), the number behind
 * `discounts/`, or one of a discount's codes. Digits alone can be a number or a code.
 */
export function parseDiscountReference(text: string): DiscountReference {
  const reference = text.trim();
  const byId = numberOfId(reference, ...ID_TYPES);
  if (byId !== null) return { number: byId, code: null };
  const inAddress = /(?:^|\/)(?:discounts|price_rules)\/(\d+)(?:[/?#]|$)/.exec(reference);
  if (inAddress) return { number: readNumber(inAddress[1] ?? ""), code: null };
  // A shareable link of the shop, https://shop.example/discount/CODE?redirect=..., or only its end. Digits in it
  // are a code; people also write so of the number in the admin's address.
  const shared = /(?:^|\/)discount\/([^/?#]+)/.exec(reference);
  if (shared) {
    const code = decode(shared[1] ?? "");
    return { number: /^\d+$/.test(code) ? readNumber(code) : null, code };
  }
  if (/^https?:\/\//.test(reference) || reference === "") return { number: null, code: null };
  return { number: /^\d+$/.test(reference) ? readNumber(reference) : null, code: reference };
}

function readNumber(digits: string): number | null {
  const number = Number(digits);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
