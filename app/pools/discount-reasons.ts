import type { DiscountState } from "../templates/discount-state.ts";
import type { UnavailableReason } from "./pool-view.ts";

/** Why pools with codes of such a discount hand out nothing. */
export const DISCOUNT_REASONS: Record<DiscountState, UnavailableReason | null> = {
  working: null,
  scheduled: "discount_scheduled",
  ended: "discount_ended",
  inactive: "discount_inactive",
  deleted: "discount_deleted",
};
