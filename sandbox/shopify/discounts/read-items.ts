import type { ShopifyData } from "../shopify-state.ts";
import { changeIds } from "./change-ids.ts";
import type { CustomerBuys, CustomerGets, Discount, Items } from "./discount.ts";
import { decimal, type Input, isInput, type Problems, readFlag } from "./problems.ts";
import { readValue } from "./read-value.ts";

/** `customerGets`: what is discounted, by how much. */
export function readGets(
  kind: "DiscountCodeBasic" | "DiscountCodeBxgy",
  input: Input,
  existing: Discount | null,
  shop: ShopifyData,
  problems: Problems,
): CustomerGets | null {
  const before = existing?.gets ?? null;
  const given = input.customerGets;
  if (!isInput(given)) {
    if (!before || given === null) problems.add(["customerGets"], "BLANK", "Customer gets can't be blank");
    return before;
  }
  const oneTimePurchase = readFlag(given.appliesOnOneTimePurchase, before?.oneTimePurchase ?? true);
  const subscription = readFlag(given.appliesOnSubscription, before?.subscription ?? false);
  problems.refuseNothing(["customerGets"], oneTimePurchase, subscription);
  const value = readValue(kind, given.value, problems) ?? before;
  if (!value) {
    problems.add(["customerGets", "value"], "BLANK", "Customer gets value can't be blank");
  }
  return {
    items: readItems(given.items, ["customerGets", "items"], kind, before?.items ?? null, shop, problems),
    value: value?.value ?? { kind: "percentage", share: 0 },
    quantity: value?.quantity ?? null,
    oneTimePurchase,
    subscription,
  };
}

/** `customerBuys` of a buy X get Y discount. */
export function readBuys(
  input: Input,
  existing: Discount | null,
  shop: ShopifyData,
  problems: Problems,
): CustomerBuys | null {
  const before = existing?.buys ?? null;
  const given = input.customerBuys;
  if (!isInput(given)) {
    if (!before || given === null) problems.add(["customerBuys"], "BLANK", "Customer buys can't be blank");
    return before;
  }
  const path = ["customerBuys", "value"];
  let value = before?.value;
  if (isInput(given.value)) {
    const { quantity, amount } = given.value;
    const hasQuantity = quantity !== undefined && quantity !== null;
    const hasAmount = amount !== undefined && amount !== null;
    if (hasQuantity && hasAmount) {
      problems.add(path, "TOO_MANY_ARGUMENTS", "Specify a quantity or an amount, but not both.");
    }
    if (hasQuantity) value = { kind: "quantity", quantity: Number(quantity) };
    else if (hasAmount) value = { kind: "amount", amount: decimal(amount) };
    if (hasQuantity && Number(quantity) < 1) {
      problems.add([...path, "quantity"], "GREATER_THAN", "Quantity must be greater than 0");
    }
    if (hasAmount && decimal(amount) <= 0) {
      problems.add([...path, "amount"], "GREATER_THAN", "Amount must be greater than 0");
    }
  }
  if (!value) problems.add(path, "BLANK", "Customer buys value can't be blank");
  return {
    items: readItems(
      given.items,
      ["customerBuys", "items"],
      "DiscountCodeBxgy",
      before?.items ?? null,
      shop,
      problems,
    ),
    value: value ?? { kind: "quantity", quantity: 1 },
    oneTimePurchase: readFlag(given.isOneTimePurchase, before?.oneTimePurchase ?? true),
    subscription: readFlag(given.isSubscription, before?.subscription ?? false),
  };
}

function readItems(
  given: unknown,
  path: string[],
  kind: "DiscountCodeBasic" | "DiscountCodeBxgy",
  before: Items | null,
  shop: ShopifyData,
  problems: Problems,
): Items {
  if (!isInput(given)) {
    if (!before) problems.add(path, "BLANK", "Items can't be blank");
    return before ?? { kind: "all" };
  }
  const chosen = [given.all === true, isInput(given.products), isInput(given.collections)].filter(Boolean);
  if (chosen.length > 1) {
    problems.add(path, "CONFLICT", "Choose all items, products or collections, but one of them only.");
  }
  if (isInput(given.products))
    return readProducts(given.products, [...path, "products"], before, shop, problems);
  if (isInput(given.collections)) {
    const known = shop.collections.map(({ id }) => id);
    const { add, remove } = given.collections;
    const start = before?.kind === "collections" ? before.collections : [];
    const place = [...path, "collections"];
    const collections = changeIds({ add, remove }, "Collection", start, known, [...place, "add"], problems);
    if (collections.length === 0) problems.add(place, "BLANK", "Collections can't be blank");
    return { kind: "collections", collections };
  }
  if (given.all === true && kind === "DiscountCodeBxgy") {
    problems.add([...path, "all"], "INVALID", "All items are not supported for Buy X get Y discounts.");
  } else if (given.all !== true) problems.add(path, "BLANK", "Items can't be blank");
  return { kind: "all" };
}

function readProducts(
  given: Input,
  path: string[],
  before: Items | null,
  shop: ShopifyData,
  problems: Problems,
): Items {
  const start = before?.kind === "products" ? before : { products: [], variants: [] };
  const products = changeIds(
    { add: given.productsToAdd, remove: given.productsToRemove },
    "Product",
    start.products,
    shop.products.map(({ id }) => id),
    [...path, "productsToAdd"],
    problems,
  );
  const variants = changeIds(
    { add: given.productVariantsToAdd, remove: given.productVariantsToRemove },
    "ProductVariant",
    start.variants,
    shop.products.flatMap((product) => product.variants.map(({ id }) => id)),
    [...path, "productVariantsToAdd"],
    problems,
  );
  if (products.length + variants.length === 0) problems.add(path, "BLANK", "Products can't be blank");
  return { kind: "products", products, variants };
}
