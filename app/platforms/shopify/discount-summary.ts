import type { DiscountSummary } from "../discount-platform.ts";
import type { CodeDiscount } from "./discount-answers.ts";
import { conditionSentences, valueSentence } from "./discount-words.ts";
import { codeDiscountId, numberOfId } from "./shopify-ids.ts";

const KINDS = {
  DiscountCodeBasic: "basic",
  DiscountCodeBxgy: "buy_x_get_y",
  DiscountCodeFreeShipping: "free_shipping",
  DiscountCodeApp: "app",
} as const satisfies Record<CodeDiscount["__typename"], DiscountSummary["kind"]>;

/** Shopify reads a deactivated discount as expired: it has set its end to that moment. */
const STATUSES = { ACTIVE: "active", SCHEDULED: "scheduled", EXPIRED: "expired" } as const;

export function statusOf(status: keyof typeof STATUSES): DiscountSummary["status"] {
  return STATUSES[status];
}

/** A code discount of Shopify in the words of the port. `id` is either of its two ids. */
export function discountSummary(id: string, discount: CodeDiscount): DiscountSummary {
  const number = numberOfId(id, "DiscountNode", "DiscountCodeNode");
  if (number === null) throw new Error(`Not the id of a Shopify discount: ${id}`);
  return {
    id: codeDiscountId(number),
    title: discount.title,
    kind: KINDS[discount.__typename],
    value: valueSentence(discount),
    conditions: conditionSentences(discount),
    status: statusOf(discount.status),
    startsAt: discount.startsAt,
    endsAt: discount.endsAt,
    usesPerCode: discount.usageLimit,
    oncePerCustomer: discount.appliesOncePerCustomer,
    codesCount: discount.codesCount?.count ?? null,
  };
}
