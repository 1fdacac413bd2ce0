import type { CustomerGets, Value } from "./discount.ts";
import { decimal, type Input, isInput, type Problems } from "./problems.ts";

/** `customerGets.value`: each type of discount takes its own kinds. Null: none is named. */
export function readValue(
  kind: "DiscountCodeBasic" | "DiscountCodeBxgy",
  given: unknown,
  problems: Problems,
): Pick<CustomerGets, "value" | "quantity"> | null {
  if (!isInput(given)) return null;
  const path = ["customerGets", "value"];
  const named = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  if (named.length > 1) {
    const message = "Specify one of percentage, discountAmount and discountOnQuantity.";
    problems.add(path, "TOO_MANY_ARGUMENTS", message);
  }
  const { percentage, discountAmount, discountOnQuantity } = given;
  if (kind === "DiscountCodeBxgy") {
    if (!isInput(discountOnQuantity)) {
      if (named.length === 0) return null;
      problems.add(path, "INVALID", "Buy X get Y discounts take discountOnQuantity only.");
      return null;
    }
    return readOnQuantity(discountOnQuantity, problems);
  }
  if (isInput(discountOnQuantity)) {
    problems.add([...path, "discountOnQuantity"], "INVALID", "discountOnQuantity is for buy X get Y only.");
    return { value: { kind: "percentage", share: 0 }, quantity: null };
  }
  if (percentage !== undefined && percentage !== null) {
    return { value: readShare(Number(percentage), [...path, "percentage"], problems), quantity: null };
  }
  if (!isInput(discountAmount)) return null;
  const amount = readAmount(discountAmount.amount, [...path, "discountAmount", "amount"], problems);
  return {
    value: { kind: "amount", amount, eachItem: discountAmount.appliesOnEachItem === true },
    quantity: null,
  };
}

function readOnQuantity(given: Input, problems: Problems): Pick<CustomerGets, "value" | "quantity"> {
  const path = ["customerGets", "value", "discountOnQuantity"];
  const quantity = Number(given.quantity ?? 0);
  if (quantity < 1) problems.add([...path, "quantity"], "GREATER_THAN", "Quantity must be greater than 0");
  const effect = isInput(given.effect) ? given.effect : {};
  const hasShare = effect.percentage !== undefined && effect.percentage !== null;
  const hasAmount = effect.amount !== undefined && effect.amount !== null;
  if (hasShare && hasAmount) {
    problems.add([...path, "effect"], "TOO_MANY_ARGUMENTS", "Specify a percentage or an amount, not both.");
  }
  let value: Value = { kind: "percentage", share: 0 };
  if (hasShare) value = readShare(Number(effect.percentage), [...path, "effect", "percentage"], problems);
  else if (hasAmount) {
    const amount = readAmount(effect.amount, [...path, "effect", "amount"], problems);
    value = { kind: "amount", amount, eachItem: true };
  } else problems.add([...path, "effect"], "BLANK", "Effect can't be blank");
  return { value, quantity };
}

function readShare(share: number, path: string[], problems: Problems): Value {
  if (!(share > 0 && share <= 1)) {
    problems.add(path, "VALUE_OUTSIDE_RANGE", "Value must be between 0.0 and 1.0");
  }
  return { kind: "percentage", share };
}

function readAmount(given: unknown, path: string[], problems: Problems): number {
  const amount = decimal(given ?? 0);
  if (amount <= 0) problems.add(path, "GREATER_THAN", "Amount must be greater than 0");
  return amount;
}
