import { z } from "zod";
import type { DiscountSummary } from "../platforms/discount-platform.ts";

/** What the platform says of a discount, as `templates.platform_status` names it. */
export type DiscountState = "working" | "scheduled" | "ended" | "inactive" | "deleted";

/** A discount that reads as expired without having reached its end was switched off by somebody. */
export function discountState(discount: DiscountSummary | null, now: Date): DiscountState {
  if (!discount) return "deleted";
  if (discount.status === "active") return "working";
  if (discount.status === "scheduled") return "scheduled";
  return discount.endsAt !== null && new Date(discount.endsAt) <= now ? "ended" : "inactive";
}

/** What the dates of a discount or an offer make of it, as long as nobody switches it off. */
export function stateByDates(
  dates: { startsAt: string | null; endsAt: string | null },
  now: Date,
): DiscountState {
  if (dates.endsAt !== null && new Date(dates.endsAt) <= now) return "ended";
  return dates.startsAt !== null && new Date(dates.startsAt) > now ? "scheduled" : "working";
}

const WORST_FIRST: DiscountState[] = ["deleted", "inactive", "ended", "scheduled", "working"];

/** What a template as a whole is: as bad as the worst of its discounts that pools hand out codes of. */
export function worstState(states: readonly DiscountState[]): DiscountState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? "working";
}

/** A template's state now, by what the platform last said and the dates, which pass without anybody saying so. */
export function templateState(
  template: { platformStatus: string; offer: unknown },
  now: Date,
): DiscountState {
  const { platformStatus } = template;
  if (platformStatus === "inactive" || platformStatus === "deleted") return platformStatus;
  const dates = datesSchema.parse(template.offer);
  return stateByDates(dates, now);
}

const datesSchema = z.object({
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable().default(null),
});
