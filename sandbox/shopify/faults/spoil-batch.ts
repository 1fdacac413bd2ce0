import type { Discount } from "../discounts/discount.ts";
import { isoSeconds } from "../discounts/discount.ts";
import { plainTerms } from "../discounts/plain-terms.ts";
import type { SandboxShopify } from "../sandbox-shopify.ts";

/** The discount under which somebody else's codes lie. */
const SOMEBODY_ELSE = "Codes of another app";

/**
 * The faults of a batch of new codes: somebody else takes some of them first, or some fail. Returns the
 * places of those that will fail.
 */
export function spoilBatch(sandbox: SandboxShopify, codes: readonly string[]): number[] {
  const { faults, discounts: store } = sandbox;
  if (faults.happens("duplicates")) {
    const places = somePlaces(codes.length, () => faults.draw("duplicates"));
    const taken = [...new Set(places.map((place) => codes[place]?.toUpperCase() ?? ""))];
    const add = taken.filter((code) => code.trim() !== "" && !store.codes.find(code));
    const to = somebodyElse(sandbox);
    if (add.length > 0) store.change({ add, to, from: store.codes.next, by: "merchant" });
  }
  return faults.happens("partialFailure")
    ? somePlaces(codes.length, () => faults.draw("partialFailure"))
    : [];
}

/** Up to a fifth of the places, at least one. */
function somePlaces(length: number, draw: () => number): number[] {
  const count = Math.max(1, Math.floor(draw() * (length / 5)));
  return [...new Set(Array.from({ length: count }, () => Math.floor(draw() * length)))];
}

function somebodyElse({ discounts: store, now }: SandboxShopify): number {
  for (const { number, title } of store.discounts.values()) if (title === SOMEBODY_ELSE) return number;
  const made = isoSeconds(now());
  const discount: Discount = {
    ...plainTerms(SOMEBODY_ELSE, made),
    number: store.nextNumber,
    kind: "DiscountCodeBasic",
    createdAt: made,
    updatedAt: made,
    uses: 0,
  };
  store.change({ put: discount });
  return discount.number;
}
