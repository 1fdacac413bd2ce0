import type { Discount, DiscountTerms } from "./discount.ts";
import { decimal, type Input, isInput, type Problems, readFlag } from "./problems.ts";

/** The purchases that free shipping applies to. */
export function readPurchases(input: Input, existing: Discount | null, problems: Problems) {
  const oneTime = readFlag(input.appliesOnOneTimePurchase, existing?.purchases?.oneTime ?? true);
  const subscription = readFlag(input.appliesOnSubscription, existing?.purchases?.subscription ?? false);
  problems.refuseNothing([], oneTime, subscription);
  return { oneTime, subscription };
}

/** `destination`: everywhere, or countries. Left out at creation it is everywhere. */
export function readDestination(
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

export function readShippingPrice(
  input: Input,
  existing: Discount | null,
  problems: Problems,
): number | null {
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
