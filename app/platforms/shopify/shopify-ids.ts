// Shopify's global ids: gid://shopify/{type}/{number}.

/** The number of an id of one of these types. Null: it is not one. */
export function numberOfId(id: string, ...types: string[]): number | null {
  const found = /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/.exec(id);
  return found && types.includes(found[1] ?? "") ? Number(found[2]) : null;
}

/**
 * A code discount goes by two ids with the same number: mutations and codes want this one, lists and
 * `discountNode` the other one. Everything of ours keeps this one.
 */
export function codeDiscountId(number: number): string {
  return `gid://shopify/DiscountCodeNode/${number}`;
}

/** The id under which `discountNode` finds a discount, from either of its ids. */
export function discountNodeId(id: string): string {
  const number = numberOfId(id, "DiscountCodeNode", "DiscountNode");
  if (number === null) throw new Error(`Not the id of a Shopify discount: ${id}`);
  return `gid://shopify/DiscountNode/${number}`;
}

/** Where the admin shows a discount, as links out of an embedded app are written. */
export function discountPage(id: string): string {
  const number = numberOfId(id, "DiscountCodeNode", "DiscountNode");
  if (number === null) throw new Error(`Not the id of a Shopify discount: ${id}`);
  return `shopify://admin/discounts/${number}`;
}

export function redeemCodeId(number: number): string {
  return `gid://shopify/DiscountRedeemCode/${number}`;
}
