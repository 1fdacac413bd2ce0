// What an offer chooses in a Magento store: `magento/sku/{sku}` and `magento/category/{number}`. The prefix tells them
// from another platform's ids. In messages between the module and the service they go without it, as the shop has them.

const PREFIXES = { products: "magento/sku/", collections: "magento/category/" } as const;

/** Products by their SKU, collections by the number of the category. */
export type ChosenKind = keyof typeof PREFIXES;

/** What the shop calls it, as the id of an offer. */
export function idOfMagento(kind: ChosenKind, named: string): string {
  return PREFIXES[kind] + named;
}

/** What the shop calls the thing behind an id of an offer. Null: it is nothing of that kind in Magento. */
export function magentoName(kind: ChosenKind, id: string): string | null {
  return id.startsWith(PREFIXES[kind]) ? id.slice(PREFIXES[kind].length) : null;
}
