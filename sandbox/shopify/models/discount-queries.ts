import { connection } from "../connection.ts";
import { searchCodes } from "../discounts/code-connection.ts";
import { type Discount, discountClass, discountStatus, numberOfId } from "../discounts/discount.ts";
import type { BulkCreation, CodeError } from "../discounts/discount-store.ts";
import { discountCodeNode, discountNode, redeemCodeNode } from "../discounts/discount-view.ts";
import { compileSearch, type SearchFields } from "../discounts/search-syntax.ts";
import { notModelled } from "../not-modelled.ts";
import type { AdminModel, SandboxShopify } from "../sandbox-shopify.ts";

type Args = Record<string, unknown>;

/** Code discounts and their codes, read. All discounts of the sandbox's shop have codes. */
export const discountQueries: AdminModel = {
  query: {
    discountNode: ({ id }, { shopify }) => {
      const found = findDiscount(shopify, id);
      return found ? discountNode(shopify, found) : null;
    },
    discountNodes: (args, { shopify }) =>
      connection(
        searchDiscounts(shopify, args).map((one) => discountNode(shopify, one)),
        pageOf(args),
      ),
    discountNodesCount: (args, { shopify }) => count(searchDiscounts(shopify, args).length, args.limit),
    codeDiscountNode: ({ id }, { shopify }) => {
      const found = findDiscount(shopify, id);
      return found ? discountCodeNode(shopify, found) : null;
    },
    codeDiscountNodes: (args, { shopify }) =>
      connection(
        searchDiscounts(shopify, args).map((one) => discountCodeNode(shopify, one)),
        pageOf(args),
      ),
    codeDiscountNodeByCode: ({ code }, { shopify }) => {
      const record = shopify.discounts.codes.find(String(code));
      const found = record && shopify.discounts.discounts.get(record.discount);
      return found ? discountCodeNode(shopify, found) : null;
    },
    discountCodesCount: (args, { shopify }) => {
      const { codes, discounts } = shopify.discounts;
      if (!args.query) return count(codes.count, args.limit);
      let sum = 0;
      for (const number of discounts.keys()) sum += searchCodes(shopify.discounts, number, args.query).length;
      return count(sum, args.limit);
    },
    discountRedeemCodeBulkCreation: ({ id }, { shopify }) => {
      const number = numberOfId(id, "DiscountRedeemCodeBulkCreation");
      const found = number === undefined ? undefined : shopify.discounts.creations.get(number);
      return found ? bulkCreationView(shopify, found) : null;
    },
    job: ({ id }, { shopify }) => {
      const found = shopify.discounts.jobs.get(String(id));
      return found ? { id: found.id, done: found.done, query: {} } : null;
    },
  },
};

/** By an id of either type that a code discount goes by. */
export function findDiscount({ discounts }: SandboxShopify, id: unknown): Discount | undefined {
  const number = numberOfId(id, "DiscountCodeNode", "DiscountNode");
  return number === undefined ? undefined : discounts.discounts.get(number);
}

/** `DiscountRedeemCodeBulkCreation`; the results of single codes are there once it is done. */
export function bulkCreationView(shopify: SandboxShopify, creation: BulkCreation) {
  const { number, createdAt, codes, discount, results } = creation;
  const imported = results?.filter((result) => typeof result === "number").length ?? 0;
  const found = shopify.discounts.discounts.get(discount);
  return {
    __typename: "DiscountRedeemCodeBulkCreation",
    id: `gid://shopify/DiscountRedeemCodeBulkCreation/${number}`,
    createdAt,
    done: results !== null,
    codesCount: codes.length,
    importedCount: imported,
    failedCount: results ? codes.length - imported : 0,
    discountCode: () => (found ? discountCodeNode(shopify, found) : null),
    codes: (args: Parameters<typeof connection>[1]) => {
      const nodes = codes.map((code, place) => ({ id: `${number}/${place}`, code, place }));
      const page = connection(nodes, args);
      const view = (node: (typeof nodes)[number]) => ({
        code: node.code,
        ...resultView(shopify, results?.[node.place]),
      });
      return {
        ...page,
        nodes: page.nodes.map(view),
        edges: page.edges.map(({ node, cursor }) => ({ node: view(node), cursor })),
      };
    },
  };
}

function resultView(shopify: SandboxShopify, result: number | CodeError | undefined) {
  if (typeof result === "number") {
    const record = shopify.discounts.codes.at(result);
    return { discountRedeemCode: record ? redeemCodeNode(shopify, record) : null, errors: [] };
  }
  const errors = result ? [{ ...result, field: ["code"], extraInfo: null }] : [];
  return { discountRedeemCode: null, errors };
}

function pageOf({ first, last, after, before }: Args): Parameters<typeof connection>[1] {
  return { first, last, after, before } as Parameters<typeof connection>[1];
}

/** The list for `query`, in the order of `sortKey` and `reverse`. */
function searchDiscounts(shopify: SandboxShopify, args: Args): Discount[] {
  if (args.savedSearchId) throw notModelled("QueryRoot", "discountNodes(savedSearchId)");
  const visible = [...shopify.discounts.discounts.values()].filter(isIndexed(shopify, args.query));
  const found = visible.filter(compileSearch(args.query, searchFields(shopify)));
  const key = SORT_KEYS[String(args.sortKey ?? "ID")];
  if (!key) throw notModelled("QueryRoot", `discountNodes(sortKey: ${String(args.sortKey)})`);
  const sorted = found.toSorted((a, b) => compare(key(a), key(b)) || a.number - b.number);
  return args.reverse ? sorted.toReversed() : sorted;
}

/** Shopify's search finds what is new only after a moment; reading by id or by code does so at once. */
function isIndexed({ now, pace }: SandboxShopify, query: unknown): (discount: Discount) => boolean {
  if (!query || pace.searchLagMilliseconds === 0) return () => true;
  const limit = now().getTime() - pace.searchLagMilliseconds;
  return ({ createdAt }) => Date.parse(createdAt) <= limit;
}

const SORT_KEYS: Record<string, (discount: Discount) => number | string> = {
  ID: ({ number }) => number,
  RELEVANCE: ({ number }) => number,
  CREATED_AT: ({ createdAt }) => createdAt,
  UPDATED_AT: ({ updatedAt }) => updatedAt,
  STARTS_AT: ({ startsAt }) => startsAt,
  ENDS_AT: ({ endsAt }) => endsAt ?? "",
  TITLE: ({ title }) => title.toLowerCase(),
};

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function searchFields({ now, discounts }: SandboxShopify): SearchFields<Discount> {
  return {
    default: { kind: "words", read: ({ title, number }) => [title, ...firstCode(discounts, number)] },
    title: { kind: "words", read: ({ title }) => title },
    code: { kind: "exact", read: ({ number }) => firstCode(discounts, number) },
    status: { kind: "exact", read: (discount) => discountStatus(discount, now()) },
    method: { kind: "exact", read: () => "code" },
    tag: { kind: "exact", read: ({ tags }) => tags },
    id: { kind: "number", read: ({ number }) => number },
    times_used: { kind: "number", read: ({ uses }) => uses },
    discount_class: { kind: "exact", read: (discount) => discountClass(discount) },
    discount_type: { kind: "exact", read: (discount) => searchType(discount, "bogo") },
    type: { kind: "exact", read: (discount) => searchType(discount, "bxgy") },
    created_at: { kind: "time", read: ({ createdAt }) => createdAt },
    updated_at: { kind: "time", read: ({ updatedAt }) => updatedAt },
    starts_at: { kind: "time", read: ({ startsAt }) => startsAt },
    ends_at: { kind: "time", read: ({ endsAt }) => endsAt },
  };
}

/** "Not supported for bulk discounts": only a discount with a single code is found by it. */
function firstCode({ codes }: SandboxShopify["discounts"], number: number): string[] {
  const [first, ...others] = codes.ofDiscount(number).slice(0, 2);
  const record = first === undefined || others.length > 0 ? undefined : codes.at(first);
  return record ? [record.code] : [];
}

function searchType({ kind, gets }: Discount, buyGet: string): string {
  switch (kind) {
    case "DiscountCodeApp":
      return "app";
    case "DiscountCodeBxgy":
      return buyGet;
    case "DiscountCodeFreeShipping":
      return "free_shipping";
    default:
      return gets?.value.kind === "amount" ? "fixed_amount" : "percentage";
  }
}

function count(found: number, limit: unknown) {
  const most = limit === null || limit === undefined ? Number.POSITIVE_INFINITY : Number(limit);
  return { count: Math.min(found, most), precision: found > most ? "AT_LEAST" : "EXACT" };
}
