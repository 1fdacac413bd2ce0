import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import type { CodeOwner, DiscountSummary } from "#app/platforms/discount-platform.ts";
import type { RefusedWhy } from "#app/pools/refused-codes.ts";
import { type DiscountState, discountState } from "#app/templates/discount-state.ts";
import { patiently, type Settled } from "./patiently.ts";
import type { Work } from "./work.ts";

/** What the checkout of a store makes of a code. */
export interface JudgedCode {
  /** Null: the store does not know the code. */
  discount: { id: string; title: string | null } | null;
  /** Null: it is accepted. */
  refused: RefusedWhy | null;
}

const REFUSED: Record<DiscountState, RefusedWhy | null> = {
  working: null,
  scheduled: "scheduled",
  ended: "ended",
  inactive: "inactive",
  deleted: "not_in_shop",
};

/**
 * Judges a code by whose it was found to be. `seen` holds the discounts that were asked for before: many codes share
 * few of them.
 */
export async function judgeCode(
  work: Work,
  owner: CodeOwner | "refused" | null,
  seen: Map<string, DiscountSummary | null>,
): Promise<Settled<JudgedCode>> {
  if (owner === "refused") return { kind: "done", value: { discount: null, refused: "invalid" } };
  if (!owner) return { kind: "done", value: { discount: null, refused: "not_in_shop" } };
  const { discountId, status, isUsedUp } = owner;
  let discount = seen.get(discountId);
  if (discount === undefined) {
    const asked = await patiently(() => work.platform.findDiscount(discountId), {
      ...work,
      patienceSeconds: PLATFORM_PATIENCE_SECONDS,
    });
    if (asked.kind === "unreachable" || asked.kind === "gave_up") return asked;
    discount = asked.kind === "done" ? asked.value : null;
    seen.set(discountId, discount);
  }
  const value = { id: discountId, title: discount?.title ?? null };
  if (status === "active") {
    return { kind: "done", value: { discount: value, refused: isUsedUp ? "used_up" : null } };
  }
  // The code's own answer is the newer one; the discount only tells an end from a switch.
  const state = discountState(discount && { ...discount, status }, work.clock.now());
  return { kind: "done", value: { discount: value, refused: REFUSED[state] } };
}
