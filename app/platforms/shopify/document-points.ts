import * as codes from "./documents/code-documents.ts";
import * as flow from "./documents/flow-documents.ts";
import * as orders from "./documents/order-documents.ts";
import * as reads from "./documents/read-documents.ts";
import * as shop from "./documents/shop-documents.ts";
import * as writes from "./documents/write-documents.ts";

/** Points of a document before Shopify has said them: so many, and so many for each item of the page. */
const POINTS = new Map<string, { base: number; each: number }>([
  [codes.CODES_ADD, { base: 12, each: 0 }],
  [codes.CREATION_STATE, { base: 1, each: 0 }],
  [codes.CREATED_CODES, { base: 3, each: 2 }],
  [codes.CODE_RESULTS, { base: 3, each: 3 }],
  [codes.CODES_DELETE, { base: 12, each: 0 }],
  [codes.JOB, { base: 1, each: 0 }],
  [flow.FIRE_FLOW_TRIGGER, { base: 11, each: 0 }],
  [orders.SUBSCRIPTIONS, { base: 2, each: 1 }],
  [orders.SUBSCRIBE, { base: 12, each: 0 }],
  [orders.UNSUBSCRIBE, { base: 11, each: 0 }],
  [orders.CHANGED_ORDERS, { base: 2, each: 9 }],
  [reads.DISCOUNTS, { base: 2, each: 35 }],
  [reads.DISCOUNT, { base: 80, each: 0 }],
  [reads.DISCOUNT_BY_CODE, { base: 80, each: 0 }],
  [reads.DISCOUNT_EXISTS, { base: 1, each: 0 }],
  [reads.CODE_OWNER, { base: 22, each: 0 }],
  [reads.BASIC_LISTS, { base: 12, each: 3 }],
  [reads.BXGY_LISTS, { base: 20, each: 6 }],
  [reads.FREE_SHIPPING_LISTS, { base: 5, each: 0 }],
  [shop.SHOP_DETAILS, { base: 1, each: 0 }],
  [shop.APP_INSTALLATION, { base: 3, each: 0 }],
  [shop.SEGMENTS, { base: 2, each: 1 }],
  [writes.BASIC_CREATE, { base: 12, each: 0 }],
  [writes.BXGY_CREATE, { base: 12, each: 0 }],
  [writes.FREE_SHIPPING_CREATE, { base: 12, each: 0 }],
  [writes.BASIC_UPDATE, { base: 14, each: 0 }],
  [writes.BXGY_UPDATE, { base: 12, each: 0 }],
  [writes.FREE_SHIPPING_UPDATE, { base: 14, each: 0 }],
  [writes.DISCOUNT_DELETE, { base: 11, each: 0 }],
]);

/** The points that Shopify will ask for, at most, by its published rules. */
export function documentPoints(document: string, variables: Record<string, unknown>): number {
  const known = POINTS.get(document);
  if (!known) throw new Error("A document without its points: add it to document-points.ts.");
  return known.base + known.each * (typeof variables.first === "number" ? variables.first : 0);
}
