import { z } from "zod";
import type { PlatformResult } from "../discount-platform.ts";
import type { AdminClient } from "./admin-client.ts";
import { ask } from "./ask.ts";
import type { WritableType } from "./discount-input.ts";
import { BASIC_LISTS, BXGY_LISTS, FREE_SHIPPING_LISTS } from "./documents/read-documents.ts";
import { NOTHING_YET, type PresentItems, type PresentLists } from "./list-inputs.ts";
import { discountNodeId } from "./shopify-ids.ts";
import { LIST_READ_MAX } from "./shopify-limits.ts";

const ids = z.object({
  nodes: z.array(z.object({ id: z.string() })),
  pageInfo: z.object({ hasNextPage: z.boolean() }),
});
const items = z.object({
  items: z.object({
    products: ids.optional(),
    productVariants: ids.optional(),
    collections: ids.optional(),
  }),
});
const listsAnswer = z.object({
  discountNode: z
    .object({
      discount: z.object({
        __typename: z.string(),
        tags: z.array(z.string()).default([]),
        context: z.object({ segments: z.array(z.object({ id: z.string() })).optional() }).optional(),
        customerBuys: items.optional(),
        customerGets: items.optional(),
        destinationSelection: z.object({ countries: z.array(z.string()).optional() }).optional(),
      }),
    })
    .nullable(),
});

const DOCUMENTS = {
  DiscountCodeBasic: BASIC_LISTS,
  DiscountCodeBxgy: BXGY_LISTS,
  DiscountCodeFreeShipping: FREE_SHIPPING_LISTS,
} as const satisfies Record<WritableType, string>;

/**
 * What a discount of the expected type has now; of another type only that it is. Null: it is no longer
 * there. Segments are read when asked for alone.
 */
export async function readLists(
  admin: AdminClient,
  { discountId, type, withSegments }: { discountId: string; type: WritableType; withSegments: boolean },
): Promise<PlatformResult<{ type: string; lists: PresentLists } | null>> {
  const variables = { id: discountNodeId(discountId), segments: withSegments };
  const page = type === "DiscountCodeFreeShipping" ? {} : { first: LIST_READ_MAX };
  const answer = await ask(admin, DOCUMENTS[type], { ...variables, ...page }, listsAnswer);
  if (!answer.ok) return answer;
  const discount = answer.value.discountNode?.discount;
  if (!discount) return { ok: true, value: null };
  const buys = discount.customerBuys ? presentItems(discount.customerBuys) : NOTHING_YET.buys;
  const gets = discount.customerGets ? presentItems(discount.customerGets) : NOTHING_YET.gets;
  if (buys === "too many" || gets === "too many") {
    const detail = `More than ${LIST_READ_MAX} products or collections were chosen for this discount in Shopify. Remove some there, then try again.`;
    const errors = [{ field: "reward.items", message: detail }];
    return { ok: false, failure: { kind: "refused", detail, errors } };
  }
  const lists: PresentLists = {
    tags: discount.tags,
    segments: discount.context?.segments?.map(({ id }) => id) ?? null,
    countries: discount.destinationSelection?.countries ?? null,
    buys,
    gets,
  };
  return { ok: true, value: { type: discount.__typename, lists } };
}

function presentItems({ items: found }: z.output<typeof items>): PresentItems | "too many" {
  const { products, productVariants, collections } = found;
  if ([products, productVariants, collections].some((list) => list?.pageInfo.hasNextPage)) return "too many";
  const idsOf = (list: z.output<typeof ids> | undefined) => list?.nodes.map(({ id }) => id) ?? [];
  if (collections) return { kind: "collections", collections: idsOf(collections) };
  if (!products && !productVariants) return { kind: "all" };
  return { kind: "products", products: idsOf(products), variants: idsOf(productVariants) };
}
