import type { ShopifyData } from "../shopify-state.ts";
import { type Discount, type DiscountKind, type DiscountTerms, isoSeconds } from "./discount.ts";
import { type Input, type Problems, readFlag } from "./problems.ts";
import { readBuyers } from "./read-buyers.ts";
import { readCombinations, readTags } from "./read-combinations.ts";
import { readBuys, readGets } from "./read-items.ts";
import { readMinimum } from "./read-minimum.ts";
import { readDestination, readPurchases, readShippingPrice } from "./read-shipping.ts";

/** Which argument of the mutations holds the input; errors name it first. */
export const INPUT_ARGUMENT = {
  DiscountCodeBasic: "basicCodeDiscount",
  DiscountCodeFreeShipping: "freeShippingCodeDiscount",
  DiscountCodeBxgy: "bxgyCodeDiscount",
} as const satisfies Partial<Record<DiscountKind, string>>;

export type WritableKind = keyof typeof INPUT_ARGUMENT;

/** Characters of a title. */
const TITLE_CHARACTERS_MAX = 255;

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
  // One that was deactivated before it began ends when it starts; other fields of it may still be changed.
  const namesDates = input.startsAt !== undefined || input.endsAt !== undefined;
  if (namesDates && endsAt !== null && startsAt !== "" && Date.parse(endsAt) <= Date.parse(startsAt)) {
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
