import type { DiscountSummary } from "../discount-platform.ts";
import type { MagentoRule } from "./exchange-messages.ts";

/** A rule in the words that every platform's discounts are shown in. Days end in the shop's time zone. */
export function ruleSummary(
  rule: MagentoRule,
  shop: {
    currency: string | null;
    today: string;
    startOf: (day: string) => string;
    endOf: (day: string) => string;
  },
): DiscountSummary {
  return {
    id: String(rule.id),
    title: rule.name,
    kind: kindOf(rule),
    value: valueInWords(rule, shop.currency),
    conditions: conditionsOf(rule),
    status: statusOf(rule, shop.today),
    startsAt: rule.fromDate && shop.startOf(rule.fromDate),
    endsAt: rule.toDate && shop.endOf(rule.toDate),
    usesPerCode: rule.usesPerCoupon === 0 ? null : rule.usesPerCoupon,
    oncePerCustomer: rule.usesPerCustomer === 1,
    codesCount: rule.coupons,
  };
}

function kindOf(rule: MagentoRule): DiscountSummary["kind"] {
  if (rule.action === "buy_x_get_y") return "buy_x_get_y";
  return rule.freeShipping !== "none" && Number(rule.amount) === 0 ? "free_shipping" : "basic";
}

/** An inactive rule is as an ended one: no code of it works. */
function statusOf(rule: MagentoRule, today: string): DiscountSummary["status"] {
  if (!rule.isActive || (rule.toDate !== null && rule.toDate < today)) return "expired";
  return rule.fromDate !== null && rule.fromDate > today ? "scheduled" : "active";
}

function valueInWords(rule: MagentoRule, currency: string | null): string {
  const amount = Number(rule.amount);
  const money = `${amount.toFixed(2)} ${currency ?? ""}`.trim();
  const shipping = rule.freeShipping === "none" ? "" : " and free shipping";
  switch (rule.action) {
    case "by_percent":
      return amount === 0 && shipping ? "Free shipping" : `${amount}% off${shipping}`;
    case "by_fixed":
      return `${money} off each item${shipping}`;
    case "cart_fixed":
      return `${money} off the cart${shipping}`;
    case "buy_x_get_y":
      return `Buy ${rule.step}, get ${amount} free${shipping}`;
    default:
      return `An action of another module (${rule.action})`;
  }
}

function conditionsOf(rule: MagentoRule): string[] {
  const words: string[] = [];
  if (rule.hasConditions) words.push("Only for carts and items that meet the rule's conditions");
  if (rule.websites.length > 0) words.push(`Websites: ${rule.websites.join(", ")}`);
  if (rule.customerGroups.length > 0) words.push(`Customer groups: ${rule.customerGroups.join(", ")}`);
  if (rule.applyToShipping) words.push("Applies to shipping too");
  return words;
}

/**
 * Why codes of ours cannot be added to a rule, or would not work, in words that say what to do. Empty: it fits.
 * Source: Magento_SalesRule matches a generated coupon only with a rule of a specific coupon and auto generation.
 */
export function ruleProblems(rule: MagentoRule, today: string): string[] {
  const problems: string[] = [];
  if (rule.couponType !== "specific" || !rule.autoGeneration) {
    problems.push("Set Coupon to “Specific Coupon” and tick “Use Auto Generation” in the rule.");
  }
  if (!rule.isActive) problems.push("The rule is inactive: activate it.");
  if (rule.toDate !== null && rule.toDate < today) problems.push("The rule has ended: move its end.");
  if (rule.websites.length === 0) problems.push("The rule belongs to no website: choose one.");
  if (rule.customerGroups.length === 0) problems.push("The rule is for no customer group: choose one.");
  return problems;
}
