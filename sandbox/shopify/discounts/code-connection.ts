import { checkPageSize, cursorOf, invalidCursor, type Page } from "../connection.ts";
import { notModelled } from "../not-modelled.ts";
import type { RedeemCode } from "./code-book.ts";
import { numberOfId, redeemCodeId } from "./discount.ts";
import type { DiscountStore } from "./discount-store.ts";
import { compileSearch, type SearchFields } from "./search-syntax.ts";

const FIELDS: SearchFields<RedeemCode> = {
  default: { kind: "words", read: ({ code }) => code },
  id: { kind: "number", read: ({ number }) => number },
  times_used: { kind: "number", read: ({ uses }) => uses },
};

/** The numbers of a discount's codes that fit a search, ascending. */
export function searchCodes(store: DiscountStore, discount: number, query: unknown): readonly number[] {
  const numbers = store.codes.ofDiscount(discount);
  if (typeof query !== "string" || query.trim() === "") return numbers;
  const fits = compileSearch(query, FIELDS);
  return numbers.filter((number) => {
    const record = store.codes.at(number);
    return record !== undefined && fits(record);
  });
}

/**
 * A page of a discount's codes, which may be a million: only the page itself is made into objects. The
 * order of ids is the order of creation; a cursor names the id, so that paging survives deletions.
 */
export function codeConnection(
  store: DiscountStore,
  discount: number,
  args: Page & Record<string, unknown>,
  node: (record: RedeemCode) => { id: string },
) {
  if (args.savedSearchId) throw notModelled("DiscountCodeBasic", "codes(savedSearchId)");
  const size = checkPageSize(args);
  const found = searchCodes(store, discount, args.query);
  const sorted = args.sortKey === "CODE" ? sortByCode(store, found) : found;
  const numbers = args.reverse ? sorted.toReversed() : sorted;
  const place = (cursor: string) => {
    const index = indexOf(numbers, numberOfCursor(cursor), args.sortKey !== "CODE" && !args.reverse);
    return index;
  };
  const from = args.after ? place(args.after).after : 0;
  const to = args.before ? place(args.before).at : numbers.length;
  const isForward = args.first !== undefined && args.first !== null;
  const [start, end] = isForward ? [from, Math.min(from + size, to)] : [Math.max(from, to - size), to];
  const nodes = numbers.slice(start, end).flatMap((number) => {
    const record = store.codes.at(number);
    return record ? [node(record)] : [];
  });
  const [first, last] = [nodes[0], nodes.at(-1)];
  return {
    nodes,
    edges: nodes.map((one) => ({ node: one, cursor: cursorOf(one) })),
    pageInfo: {
      hasPreviousPage: first !== undefined && start > 0,
      hasNextPage: last !== undefined && end < numbers.length,
      startCursor: first ? cursorOf(first) : null,
      endCursor: last ? cursorOf(last) : null,
    },
  };
}

/** The code itself, as `DiscountRedeemCode`. */
export function redeemCodeFields({ number, code, uses }: RedeemCode) {
  return { __typename: "DiscountRedeemCode", id: redeemCodeId(number), code, asyncUsageCount: uses };
}

function sortByCode(store: DiscountStore, numbers: readonly number[]): number[] {
  const codes = new Map(numbers.map((number) => [number, store.codes.at(number)?.code ?? ""]));
  return numbers.toSorted((a, b) => ((codes.get(a) ?? "") < (codes.get(b) ?? "") ? -1 : 1));
}

function numberOfCursor(cursor: string): number {
  try {
    const { last_id } = JSON.parse(Buffer.from(cursor, "base64").toString("utf8")) as { last_id: string };
    return numberOfId(last_id, "DiscountRedeemCode") ?? Number.NaN;
  } catch {
    throw invalidCursor();
  }
}

/** Where a number stands or would stand: the first place not before it, and the first place after it. */
function indexOf(numbers: readonly number[], wanted: number, isAscending: boolean) {
  if (Number.isNaN(wanted)) throw invalidCursor();
  if (!isAscending) {
    const at = numbers.indexOf(wanted);
    if (at < 0) throw invalidCursor();
    return { at, after: at + 1 };
  }
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return { at: low, after: numbers[low] === wanted ? low + 1 : low };
}
