import {
  type Discount,
  type DiscountClass,
  discountClass,
  discountStatus,
  numberOfId,
} from "../discounts/discount.ts";
import type { DiscountStore } from "../discounts/discount-store.ts";
import { type Cart, type Shopper, subtotalOf } from "./cart.ts";
import { discountAmount, eligibleLines } from "./discount-amount.ts";

/** Why a code is refused at the checkout. */
export type RefusalReason =
  | "not_found"
  | "not_started"
  | "ended"
  | "wrong_customer"
  | "used_up"
  | "used_by_customer"
  | "below_minimum"
  | "nothing_qualifies";

export type CheckoutAnswer =
  | { kind: "accepted"; discount: Discount; codeNumber: number; amount: number; on: DiscountClass }
  /** The sentence is what the shopper reads; the reason is what Shopify does not say. */
  | { kind: "refused"; reason: RefusalReason; sentence: string };

/**
 * What the checkout says to a code: it exists, its discount runs at this moment, it is for this shopper, it
 * has uses left (all of them counted for each code), and the cart is worth it. Changes nothing.
 */
export function checkOut(
  store: Pick<DiscountStore, "discounts" | "codes">,
  order: { code: string; cart: Cart; shopper: Shopper; now: Date },
): CheckoutAnswer {
  const { cart, shopper, now } = order;
  const code = order.code.trim();
  const record = store.codes.find(code);
  const discount = record && store.discounts.get(record.discount);
  const unknown = "Enter a valid discount code or gift card";
  if (!record || !discount) return refuse("not_found", unknown);
  switch (discountStatus(discount, now)) {
    case "SCHEDULED":
      return refuse("not_started", unknown);
    case "EXPIRED":
      return refuse("ended", unknown);
    default:
  }
  if (!isFor(discount, shopper)) {
    return refuse("wrong_customer", `${code} discount code isn't available to you right now`);
  }
  if (discount.usageLimit !== null && record.uses >= discount.usageLimit) {
    return refuse("used_up", `${code} discount code has reached its usage limit`);
  }
  if (discount.oncePerCustomer && store.codes.usedBy(record.number, shopper.email.toLowerCase())) {
    return refuse("used_by_customer", `${code} discount code has already been used by you`);
  }
  const notForCart = `${code} discount code isn't valid for the items in your cart`;
  if (!reachesMinimum(discount, cart)) return refuse("below_minimum", notForCart);
  const amount = discountAmount(discount, cart);
  if (amount <= 0) return refuse("nothing_qualifies", notForCart);
  return { kind: "accepted", discount, codeNumber: record.number, amount, on: discountClass(discount) };
}

function refuse(reason: RefusalReason, sentence: string): CheckoutAnswer {
  return { kind: "refused", reason, sentence };
}

function isFor({ buyers }: Discount, { customerId, segmentIds }: Shopper): boolean {
  switch (buyers.kind) {
    case "all":
      return true;
    case "customers":
      return buyers.customers.includes(numberOfId(customerId, "Customer") ?? 0);
    case "segments":
      return segmentIds.some((id) => buyers.segments.includes(numberOfId(id, "Segment") ?? 0));
    default:
      return buyers satisfies never;
  }
}

/** The minimum counts only what the discount applies to. */
function reachesMinimum(discount: Discount, { lines }: Cart): boolean {
  const { minimum } = discount;
  if (!minimum) return true;
  const counted = eligibleLines(discount, lines);
  return minimum.kind === "subtotal"
    ? subtotalOf(counted) >= minimum.amount
    : counted.reduce((sum, { quantity }) => sum + quantity, 0) >= minimum.quantity;
}
