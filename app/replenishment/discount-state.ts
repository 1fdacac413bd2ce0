import type { DiscountSummary } from "../platforms/discount-platform.ts";
import type { UnavailableReason } from "../pools/pool-view.ts";

/** What the platform says of a discount, as `templates.platform_status` names it. */
export type DiscountState = "working" | "scheduled" | "ended" | "inactive" | "deleted";

/** A discount that reads as expired without having reached its end was switched off by somebody. */
export function discountState(discount: DiscountSummary | null, now: Date): DiscountState {
  if (!discount) return "deleted";
  if (discount.status === "active") return "working";
  if (discount.status === "scheduled") return "scheduled";
  return discount.endsAt !== null && new Date(discount.endsAt) <= now ? "ended" : "inactive";
}

/** Why pools with codes of such a discount hand out nothing. */
export const DISCOUNT_REASONS: Record<DiscountState, UnavailableReason | null> = {
  working: null,
  scheduled: "discount_scheduled",
  ended: "discount_ended",
  inactive: "discount_inactive",
  deleted: "discount_deleted",
};

const WORST_FIRST: DiscountState[] = ["deleted", "inactive", "ended", "scheduled", "working"];

/** What a template as a whole is: as bad as the worst of its discounts that pools hand out codes of. */
export function worstState(states: readonly DiscountState[]): DiscountState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? "working";
}
