import type { Discount, DiscountTerms } from "./discount.ts";
import { decimal, type Input, isInput, type Problems } from "./problems.ts";

/** The schema's Int and what Shopify stores of a quantity. */
const INTEGER_MAX = 2_147_483_647;

/** `minimumRequirement`: a quantity or a subtotal, not both; null takes it away. */
export function readMinimum(
  input: Input,
  existing: Discount | null,
  problems: Problems,
): DiscountTerms["minimum"] {
  if (input.minimumRequirement === undefined) return existing?.minimum ?? null;
  if (!isInput(input.minimumRequirement)) return null;
  const { quantity, subtotal } = input.minimumRequirement;
  const count = isInput(quantity) ? quantity.greaterThanOrEqualToQuantity : null;
  const amount = isInput(subtotal) ? subtotal.greaterThanOrEqualToSubtotal : null;
  const subtotalPath = ["minimumRequirement", "subtotal", "greaterThanOrEqualToSubtotal"];
  const quantityPath = ["minimumRequirement", "quantity", "greaterThanOrEqualToQuantity"];
  if (count !== null && count !== undefined && amount !== null && amount !== undefined) {
    problems.add(
      subtotalPath,
      "MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT",
      "Minimum subtotal cannot be defined when minimum quantity is.",
    );
    return null;
  }
  if (count !== null && count !== undefined) {
    const number = Number(count);
    if (number < 1) problems.add(quantityPath, "GREATER_THAN", "Minimum quantity must be greater than 0");
    if (number > INTEGER_MAX) {
      problems.add(quantityPath, "LESS_THAN_OR_EQUAL_TO", `Minimum quantity must be at most ${INTEGER_MAX}`);
    }
    return { kind: "quantity", quantity: number };
  }
  if (amount === null || amount === undefined) return null;
  const number = decimal(amount);
  if (number <= 0) problems.add(subtotalPath, "GREATER_THAN", "Minimum subtotal must be greater than 0");
  return { kind: "subtotal", amount: number };
}
