import type { ShopifyData } from "../shopify-state.ts";
import type { Discount, DiscountKind, DiscountTerms } from "./discount.ts";
import { type Input, isInput, type Problems, readFlag } from "./problems.ts";

/** Source: the descriptions of TOO_MANY_TAGS and INVALID_TAG_LENGTH. */
const TAGS_MAX = 5;
const TAG_CHARACTERS_MAX = 255;

/** `combinesWith`: with what other discounts of the same order it goes together. */
export function readCombinations(
  kind: DiscountKind,
  input: Input,
  existing: Discount | null,
  shop: ShopifyData,
  problems: Problems,
): DiscountTerms["combinesWith"] {
  const given = isInput(input.combinesWith) ? input.combinesWith : {};
  const before = existing?.combinesWith ?? { order: false, product: false, shipping: false, productTags: [] };
  // An input object that is there has its defaults, so that an update with one field resets the others.
  const start = isInput(input.combinesWith) ? { order: false, product: false, shipping: false } : before;
  const result = {
    order: readFlag(given.orderDiscounts, start.order),
    product: readFlag(given.productDiscounts, start.product),
    shipping: readFlag(given.shippingDiscounts, start.shipping),
    productTags: before.productTags,
  };
  if (kind === "DiscountCodeFreeShipping" && result.shipping) {
    problems.add(
      ["combinesWith"],
      "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS",
      "The combinesWith settings are not valid for the discount class.",
    );
  }
  if (isInput(given.productDiscountsWithTagsOnSameCartLine)) {
    const path = ["combinesWith", "productDiscountsWithTagsOnSameCartLine"];
    if (shop.plan !== "Plus" && shop.plan !== "Enterprise") {
      const message = "The shop's plan does not allow setting productDiscountsWithTagsOnSameCartLine.";
      problems.add(path, "PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED", message);
    } else {
      const { add = [], remove = [] } = given.productDiscountsWithTagsOnSameCartLine as Record<
        string,
        string[]
      >;
      result.productTags = [...new Set([...before.productTags, ...add])].filter(
        (tag) => !remove.includes(tag),
      );
    }
  }
  return result;
}

export function readTags(input: Input, existing: Discount | null, problems: Problems): string[] {
  if (!Array.isArray(input.tags)) return existing?.tags ?? [];
  const tags = [...new Set((input.tags as string[]).map((tag) => tag.trim()).filter((tag) => tag !== ""))];
  checkTags(tags, ["tags"], problems);
  return tags;
}

export function checkTags(tags: readonly string[], path: string[], problems: Problems): void {
  if (tags.length > TAGS_MAX) {
    problems.add(path, "TOO_MANY_TAGS", `The number of tags exceeds the maximum of ${TAGS_MAX}.`);
  }
  if (tags.some((tag) => tag.length > TAG_CHARACTERS_MAX)) {
    const message = `The tag title exceeds the maximum length of ${TAG_CHARACTERS_MAX} characters.`;
    problems.add(path, "INVALID_TAG_LENGTH", message);
  }
}
