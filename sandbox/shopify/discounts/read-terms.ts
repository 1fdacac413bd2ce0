import type { ShopifyData } from "../shopify-state.ts";
import { type Discount, type DiscountKind, type DiscountTerms, isoSeconds } from "./discount.ts";
import { decimal, type Input, isInput, type Problems } from "./problems.ts";
import { readBuyers } from "./read-buyers.ts";
import { readBuys, readGets } from "./read-items.ts";

/** Which argument of the mutations holds the input; errors name it first. */
export const INPUT_ARGUMENT = {
  DiscountCodeBasic: "basicCodeDiscount",
  DiscountCodeFreeShipping: "freeShippingCodeDiscount",
  DiscountCodeBxgy: "bxgyCodeDiscount",
} as const satisfies Partial<Record<DiscountKind, string>>;

export type WritableKind = keyof typeof INPUT_ARGUMENT;

/** Characters of a title. */
const TITLE_CHARACTERS_MAX = 255;
/** Source: the descriptions of TOO_MANY_TAGS and INVALID_TAG_LENGTH. */
const TAGS_MAX = 5;
const TAG_CHARACTERS_MAX = 255;
/** The schema's Int and what Shopify stores of a quantity. */
const INTEGER_MAX = 2_147_483_647;

/**
 * Reads the input of a create (`existing` null) or an update, which leaves alone what it does not name.
 * Says everything that is wrong at once, as Shopify does: what only the descriptions call required, ranges,
 * dates, contradictions, references to what the shop does not have. The code itself is not read here.
 */
export function readTerms(
  kind: WritableKind,
  input: Input,
  existing: Discount | null,
  shop: ShopifyData,
  problems: Problems,
): DiscountTerms {
  const title = readTitle(input, existing, problems);
  const startsAt = readStart(input, existing, problems);
  const endsAt = readInstant(input, "endsAt", existing?.endsAt ?? null, problems);
  if (endsAt !== null && startsAt !== "" && Date.parse(endsAt) <= Date.parse(startsAt)) {
    problems.add(["endsAt"], "END_DATE_BEFORE_START_DATE", "Ends at needs to be after starts_at");
  }
  const gets = kind === "DiscountCodeFreeShipping" ? null : readGets(kind, input, existing, shop, problems);
  const purchases = kind === "DiscountCodeFreeShipping" ? readPurchases(input, existing, problems) : null;
  return {
    title,
    startsAt,
    endsAt,
    usageLimit: readCount(input, "usageLimit", existing?.usageLimit ?? null, problems),
    oncePerCustomer: readFlag(input.appliesOncePerCustomer, existing?.oncePerCustomer ?? false),
    combinesWith: readCombinations(kind, input, existing, shop, problems),
    buyers: readBuyers(input, existing, shop, problems),
    tags: readTags(input, existing, problems),
    minimum: kind === "DiscountCodeBxgy" ? null : readMinimum(input, existing, problems),
    gets,
    buys: kind === "DiscountCodeBxgy" ? readBuys(input, existing, shop, problems) : null,
    usesPerOrder:
      kind === "DiscountCodeBxgy"
        ? readCount(input, "usesPerOrderLimit", existing?.usesPerOrder ?? null, problems)
        : null,
    recurringCycles:
      kind === "DiscountCodeBxgy"
        ? null
        : readCycles(input, existing, (gets ?? purchases)?.subscription ?? false, problems),
    destination: kind === "DiscountCodeFreeShipping" ? readDestination(input, existing, problems) : null,
    maximumShippingPrice:
      kind === "DiscountCodeFreeShipping" ? readShippingPrice(input, existing, problems) : null,
    purchases,
  };
}

function readTitle(input: Input, existing: Discount | null, problems: Problems): string {
  const title = input.title === undefined ? (existing?.title ?? "") : String(input.title ?? "");
  if (title.trim() === "") problems.add(["title"], "BLANK", "Title can't be blank");
  if (title.length > TITLE_CHARACTERS_MAX) {
    problems.add(["title"], "TOO_LONG", `Title is too long (maximum is ${TITLE_CHARACTERS_MAX} characters)`);
  }
  return title;
}

function readStart(input: Input, existing: Discount | null, problems: Problems): string {
  const startsAt = readInstant(input, "startsAt", existing?.startsAt ?? null, problems);
  if (startsAt === null) problems.add(["startsAt"], "BLANK", "Starts at can't be blank");
  return startsAt ?? "";
}

function readInstant(input: Input, field: string, before: string | null, problems: Problems): string | null {
  const value = input[field];
  if (value === undefined) return before;
  if (value === null) return null;
  const instant = new Date(String(value));
  if (!Number.isNaN(instant.getTime())) return isoSeconds(instant);
  problems.add([field], "INVALID", `${field} is invalid`);
  return before;
}

function readCount(input: Input, field: string, before: number | null, problems: Problems): number | null {
  const value = input[field];
  if (value === undefined) return before;
  if (value === null) return null;
  const words = field === "usageLimit" ? "Usage limit" : "Uses per order limit";
  if (Number(value) < 1) problems.add([field], "GREATER_THAN", `${words} must be greater than 0`);
  return Number(value);
}

function readFlag(value: unknown, before: boolean): boolean {
  return typeof value === "boolean" ? value : before;
}

function readCombinations(
  kind: WritableKind,
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

function readTags(input: Input, existing: Discount | null, problems: Problems): string[] {
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

function readMinimum(input: Input, existing: Discount | null, problems: Problems): DiscountTerms["minimum"] {
  if (input.minimumRequirement === undefined) return existing?.minimum ?? null;
  if (!isInput(input.minimumRequirement)) return null;
  const { quantity, subtotal } = input.minimumRequirement;
  const count = isInput(quantity) ? quantity.greaterThanOrEqualToQuantity : null;
  const amount = isInput(subtotal) ? subtotal.greaterThanOrEqualToSubtotal : null;
  const subtotalPath = ["minimumRequirement", "subtotal", "greaterThanOrEqualToSubtotal"];
  const quantityPath = ["minimumRequirement", "quantity", "greaterThanOrEqualToQuantity"];
  if (count !== null && count !== undefined && amount !== null && amount !== undefined) {
    problems.add(
      subtotalPath,
      "MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT",
      "Minimum subtotal cannot be defined when minimum quantity is.",
    );
    return null;
  }
  if (count !== null && count !== undefined) {
    const number = Number(count);
    if (number < 1) problems.add(quantityPath, "GREATER_THAN", "Minimum quantity must be greater than 0");
    if (number > INTEGER_MAX) {
      problems.add(quantityPath, "LESS_THAN_OR_EQUAL_TO", `Minimum quantity must be at most ${INTEGER_MAX}`);
    }
    return { kind: "quantity", quantity: number };
  }
  if (amount === null || amount === undefined) return null;
  const number = decimal(amount);
  if (number <= 0) problems.add(subtotalPath, "GREATER_THAN", "Minimum subtotal must be greater than 0");
  return { kind: "subtotal", amount: number };
}

function readCycles(
  input: Input,
  existing: Discount | null,
  appliesOnSubscription: boolean,
  problems: Problems,
): number | null {
  const value = input.recurringCycleLimit;
  const limit = value === undefined || value === null ? (existing?.recurringCycles ?? 1) : Number(value);
  if (limit < 0) {
    const message = "Recurring cycle limit must be a valid integer greater than or equal to 0.";
    problems.add(["recurringCycleLimit"], "RECURRING_CYCLE_LIMIT_NOT_A_VALID_INTEGER", message);
  } else if (limit !== 1 && !appliesOnSubscription) {
    const message = "Recurring cycle limit must be 1 when discount does not apply to subscription items.";
    problems.add(
      ["recurringCycleLimit"],
      "MULTIPLE_RECURRING_CYCLE_LIMIT_FOR_NON_SUBSCRIPTION_ITEMS",
      message,
    );
  }
  return limit;
}

function readPurchases(input: Input, existing: Discount | null, problems: Problems) {
  const oneTime = readFlag(input.appliesOnOneTimePurchase, existing?.purchases?.oneTime ?? true);
  const subscription = readFlag(input.appliesOnSubscription, existing?.purchases?.subscription ?? false);
  problems.refuseNothing([], oneTime, subscription);
  return { oneTime, subscription };
}

function readDestination(
  input: Input,
  existing: Discount | null,
  problems: Problems,
): DiscountTerms["destination"] {
  const before = existing?.destination ?? { kind: "all" };
  const given = input.destination;
  if (!isInput(given)) return before;
  if (given.all === true && isInput(given.countries)) {
    problems.add(["destination"], "CONFLICT", "Choose either all countries or some of them.");
  }
  if (!isInput(given.countries)) {
    if (given.all !== true) problems.add(["destination"], "BLANK", "Destination can't be blank");
    return { kind: "all" };
  }
  const {
    add = [],
    remove = [],
    includeRestOfWorld,
  } = given.countries as Record<string, string[] | undefined>;
  const already = before.kind === "countries" ? before.countries : [];
  const countries = [...new Set([...already, ...(add ?? [])])].filter((one) => !remove?.includes(one));
  const restOfWorld = Boolean(includeRestOfWorld);
  if (countries.length === 0 && !restOfWorld) {
    problems.add(["destination", "countries"], "BLANK", "Countries can't be blank");
  }
  return { kind: "countries", countries, restOfWorld };
}

function readShippingPrice(input: Input, existing: Discount | null, problems: Problems): number | null {
  const value = input.maximumShippingPrice;
  if (value === undefined) return existing?.maximumShippingPrice ?? null;
  if (value === null) return null;
  const price = decimal(value);
  if (price < 0) {
    const message = "Maximum shipping price must be greater than or equal to 0";
    problems.add(["maximumShippingPrice"], "GREATER_THAN_OR_EQUAL_TO", message);
  }
  return price;
}
