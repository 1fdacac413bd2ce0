import { connection } from "../connection.ts";
import { notModelled } from "../not-modelled.ts";
import type { AdminContext, AdminModel } from "../sandbox-shopify.ts";
import type { ShopifyData } from "../shopify-state.ts";

type Product = ShopifyData["products"][number];
type Collection = ShopifyData["collections"][number];

/** Products and collections, as far as choosing them needs. */
export const productModel: AdminModel = {
  query: {
    product: ({ id }, { shopify }) => {
      const found = shopify.state.data.products.find((product) => product.id === id);
      return found ? productNode(found) : null;
    },
    products: (args, { shopify }) => {
      refuseUnplayed("products", args);
      return connection(matching(shopify.state.data.products, args.query).map(productNode), args);
    },
    collection: ({ id }, { shopify }) => {
      const found = shopify.state.data.collections.find((collection) => collection.id === id);
      return found ? collectionNode(found) : null;
    },
    collections: (args, { shopify }) => {
      refuseUnplayed("collections", args);
      return connection(matching(shopify.state.data.collections, args.query).map(collectionNode), args);
    },
  },
};

/** Items whose title holds the words; Shopify's `field:value` search is not played. */
function matching<T extends { title: string }>(items: readonly T[], query: unknown): T[] {
  const text = typeof query === "string" ? query.trim().toLowerCase() : "";
  if (/\w:/.test(text)) throw notModelled("QueryRoot", "query with field:value");
  return items.filter((item) => item.title.toLowerCase().includes(text.replaceAll("*", "")));
}

/** The order is by id, whatever the words; another order is not played. */
function refuseUnplayed(field: string, args: Record<string, unknown>): void {
  if (args.savedSearchId) throw notModelled("QueryRoot", `${field}(savedSearchId)`);
  if (args.sortKey && args.sortKey !== "ID") throw notModelled("QueryRoot", `${field}(sortKey)`);
}

export function productNode(product: Product) {
  return {
    ...product,
    __typename: "Product",
    hasOnlyDefaultVariant: product.variants.length === 1,
    featuredMedia: null,
    variantsCount: { count: product.variants.length, precision: "EXACT" },
    variants: (args: Parameters<typeof connection>[1]) =>
      connection(
        product.variants.map((variant) => variantNode(product, variant)),
        args,
      ),
  };
}

export function variantNode(product: Product, variant: Product["variants"][number]) {
  return { ...variant, __typename: "ProductVariant", product: () => productNode(product) };
}

export function collectionNode(collection: Collection) {
  return {
    ...collection,
    __typename: "Collection",
    productsCount: { count: collection.productIds.length, precision: "EXACT" },
    products: (args: Parameters<typeof connection>[1], { shopify }: AdminContext) =>
      connection(
        shopify.state.data.products
          .filter((product) => collection.productIds.includes(product.id))
          .map(productNode),
        args,
      ),
  };
}
