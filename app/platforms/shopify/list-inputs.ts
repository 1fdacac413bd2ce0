import type { Offer } from "../offer.ts";
import { numberOfId } from "./shopify-ids.ts";

// Lists of a discount: Shopify takes what to add and what to remove, so that an update has to know what is
// there. A list that stays as it is, is not sent at all.

type Input = Record<string, unknown>;

/** What a discount has now in the lists that an update adds to and takes from. */
export interface PresentLists {
  tags: string[];
  /** Null: other kinds of buyers, or nobody in particular. */
  segments: string[] | null;
  /** Null: everywhere. */
  countries: string[] | null;
  buys: PresentItems;
  gets: PresentItems;
}

export type PresentItems =
  | { kind: "all" }
  | { kind: "products"; products: string[]; variants: string[] }
  | { kind: "collections"; collections: string[] };

/** The lists of a discount that does not exist yet. */
export const NOTHING_YET: PresentLists = {
  tags: [],
  segments: null,
  countries: null,
  buys: { kind: "all" },
  gets: { kind: "all" },
};

/** Tags of a discount. Source: the description of TOO_MANY_TAGS. */
const TAGS_MAX = 5;

/** Tags are overwritten as a whole: those that the merchant has added stay. */
export function tagsInput(present: readonly string[], tag: string): Input {
  const tags = [...new Set([tag, ...present])];
  return tags.length > TAGS_MAX ? {} : { tags };
}

export function contextInput({ customers }: Offer, present: string[] | null): Input {
  if (customers.kind === "all") return { context: { all: "ALL" } };
  const change = difference(customers.ids, present ?? []);
  // An update without the field leaves the buyers as they are; an empty difference might be refused.
  return present && isNothing(change) ? {} : { context: { customerSegments: change } };
}

export function itemsInput(
  items: Extract<Offer["reward"], { kind: "amount_off" }>["items"],
  present: PresentItems,
): Input {
  switch (items.kind) {
    case "all":
      return { items: { all: true } };
    case "products": {
      const before = present.kind === "products" ? present : { products: [], variants: [] };
      const products = difference(ofType(items.ids, "Product"), before.products);
      const variants = difference(ofType(items.ids, "ProductVariant"), before.variants);
      if (present.kind === "products" && isNothing(products) && isNothing(variants)) return {};
      const change = {
        productsToAdd: products.add,
        productsToRemove: products.remove,
        productVariantsToAdd: variants.add,
        productVariantsToRemove: variants.remove,
      };
      return { items: { products: withoutEmpty(change) } };
    }
    case "collections": {
      const change = difference(items.ids, present.kind === "collections" ? present.collections : []);
      return present.kind === "collections" && isNothing(change) ? {} : { items: { collections: change } };
    }
    default:
      return items satisfies never;
  }
}

export function destinationInput(countries: readonly string[] | null, present: string[] | null): Input {
  if (countries === null) return { all: true };
  return { countries: { ...difference(countries, present ?? []), includeRestOfWorld: false } };
}

interface Difference {
  add?: string[];
  remove?: string[];
}

function difference(wanted: readonly string[], present: readonly string[]): Difference {
  const add = [...new Set(wanted)].filter((one) => !present.includes(one));
  const remove = present.filter((one) => !wanted.includes(one));
  return withoutEmpty({ add, remove });
}

function withoutEmpty<T extends Record<string, string[] | undefined>>(lists: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(lists).filter(([, list]) => list && list.length > 0),
  ) as Partial<T>;
}

function isNothing({ add, remove }: Difference): boolean {
  return !add && !remove;
}

function ofType(ids: readonly string[], type: string): string[] {
  return ids.filter((id) => numberOfId(id, type) !== null);
}
