import type { DiscountSummary } from "./discount-platform.ts";

/** What will surprise whoever uses a discount that exists as a template. */
export interface DiscountWarning {
  kind: "inactive" | "not_started" | "ends_soon" | "no_limit_on_uses" | "several_uses" | "app";
  /** For the merchant: what it means and what to do. */
  message: string;
}

/** Days before its end at which a discount counts as ending soon: a message sent today is read for two weeks. */
const ENDS_SOON_DAYS = 14;
const DAY_MILLISECONDS = 86_400_000;

/** The gravest first. Empty: nothing surprising. */
export function discountWarnings(discount: DiscountSummary, now: Date): DiscountWarning[] {
  const warnings: DiscountWarning[] = [];
  const add = (kind: DiscountWarning["kind"], message: string) => warnings.push({ kind, message });
  const daysLeft =
    discount.endsAt === null ? null : (Date.parse(discount.endsAt) - now.getTime()) / DAY_MILLISECONDS;

  if (discount.status === "expired" || (daysLeft !== null && daysLeft <= 0)) {
    add(
      "inactive",
      "This discount has ended or is deactivated: no code of it works. Activate it, or choose another one.",
    );
  } else if (discount.status === "scheduled") {
    add("not_started", "This discount has not started: until it does, no code of it works.");
  }
  if (daysLeft !== null && daysLeft > 0 && daysLeft <= ENDS_SOON_DAYS) {
    const days = Math.ceil(daysLeft);
    const when = days === 1 ? "within a day" : `within ${days} days`;
    add("ends_soon", `This discount ends ${when}, and every code of it stops working then.`);
  }
  if (discount.usesPerCode === null) {
    add(
      "no_limit_on_uses",
      "This discount has no limit on uses: a code that gets passed on can be used again and again. " +
        "Set “limit number of times this discount can be used in total” to 1; it counts for each code.",
    );
  } else if (discount.usesPerCode > 1) {
    add("several_uses", `Each code of this discount can be used ${discount.usesPerCode} times.`);
  }
  if (discount.kind === "app") {
    add(
      "app",
      "Another app works out this discount. If that app is removed, the codes stop working. " +
        "If Shopify refuses new codes for it, the page of the template says so.",
    );
  }
  return warnings;
}
