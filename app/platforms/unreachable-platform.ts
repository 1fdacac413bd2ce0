import type { DiscountPlatform, PlatformFailure } from "./discount-platform.ts";

/** The platform of a store that nobody can call: every question gets the same answer. */
export function unreachablePlatform(
  failure: Extract<PlatformFailure, { kind: "unreachable" }>,
): DiscountPlatform {
  const answer = async () => ({ ok: false as const, failure });
  return {
    searchDiscounts: answer,
    searchTagged: answer,
    findDiscount: answer,
    readOffer: answer,
    createDiscount: answer,
    findDiscountsByTitle: answer,
    updateDiscount: answer,
    deleteDiscount: answer,
    submit: answer,
    collect: answer,
    findCode: answer,
    codesPerLook: 1,
    findCodes: answer,
    deleteCodes: answer,
    listSegments: answer,
  };
}
