import type { ShopifyData } from "../shopify-state.ts";
import { changeIds } from "./change-ids.ts";
import type { Buyers, Discount } from "./discount.ts";
import { type Input, isInput, type Problems } from "./problems.ts";

/** Who may use it: `context`, or `customerSelection`, which it replaces. One of them is required. */
export function readBuyers(
  input: Input,
  existing: Discount | null,
  shop: ShopifyData,
  problems: Problems,
): Buyers {
  const { context, customerSelection } = input;
  if (isInput(context) && isInput(customerSelection)) {
    problems.add(["context"], "CONFLICT", "Specify context or customerSelection, but not both.");
  }
  const given = isInput(context) ? context : customerSelection;
  const path = isInput(context) || !isInput(customerSelection) ? "context" : "customerSelection";
  if (!isInput(given)) {
    if (!existing || context === null) problems.add(["context"], "BLANK", "Context can't be blank");
    return existing?.buyers ?? { kind: "all" };
  }
  if (isInput(given.customers)) {
    const before = existing?.buyers.kind === "customers" ? existing.buyers.customers : [];
    const place = [path, "customers"];
    const customers = chosen(given.customers, place, "Customer", before, shop.customers, problems);
    return { kind: "customers", customers };
  }
  if (isInput(given.customerSegments)) {
    const before = existing?.buyers.kind === "segments" ? existing.buyers.segments : [];
    const place = [path, "customerSegments"];
    const segments = chosen(given.customerSegments, place, "Segment", before, shop.segments, problems);
    return { kind: "segments", segments };
  }
  if (given.markets) problems.add([path, "markets"], "INVALID", "The sandbox's shop has no markets.");
  return { kind: "all" };
}

function chosen(
  { add, remove }: Input,
  path: string[],
  type: string,
  before: readonly number[],
  known: readonly { id: string }[],
  problems: Problems,
): number[] {
  const ids = known.map(({ id }) => id);
  const result = changeIds({ add, remove }, type, before, ids, [...path, "add"], problems);
  if (result.length === 0) problems.add(path, "BLANK", `${type}s can't be blank`);
  return result;
}
