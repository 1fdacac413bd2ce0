import type { HeldCode, PlatformResult } from "../discount-platform.ts";
import type { AdminClient } from "./admin-client.ts";
import { documentPoints } from "./document-points.ts";
import { CREATED_CODES } from "./documents/code-documents.ts";
import { CODE_OWNER } from "./documents/read-documents.ts";
import { readCreation } from "./read-creation.server.ts";
import { findCode } from "./read-discounts.server.ts";
import { numberOfId } from "./shopify-ids.ts";
import { LIST_ITEMS_MAX } from "./shopify-limits.ts";
import { discountExists } from "./write-discounts.server.ts";

/**
 * What was found of the codes of one deletion so far. A look at 250 codes takes many calls, any of which may be told to
 * come back later: the next try goes on where this one stopped instead of spending the same points again.
 */
export interface FoundNumbers {
  /** By the code in capitals. Null: it is certain that the discount does not have it. */
  readonly byCode: Map<string, number | null>;
  /** The bulk creations that were read. */
  readonly creations: Set<string>;
}

/** From so many codes of one batch on, reading all of it costs fewer points than looking them up. */
const READ_FROM_CODES = Math.ceil(
  documentPoints(CREATED_CODES, { first: LIST_ITEMS_MAX }) / documentPoints(CODE_OWNER, {}),
);

/**
 * Finds the numbers of a discount's codes that nobody has asked for yet, and writes them into `found`: from the bulk
 * creation where many of a batch are wanted, else, and where Shopify has forgotten it, code by code. Answers the
 * codes that are in the discount while the search by which their number is told does not show them.
 */
export async function findCodeNumbers(
  admin: AdminClient,
  request: { discountId: string; codes: readonly HeldCode[] },
  found: FoundNumbers,
): Promise<PlatformResult<{ hidden: string[] }>> {
  const { discountId } = request;
  const isOpen = ({ code, platformNo }: HeldCode) => platformNo === null && !found.byCode.has(keyOf(code));
  const open = request.codes.filter(isOpen);
  if (open.length === 0) return { ok: true, value: { hidden: [] } };
  const exists = await discountExists(admin, discountId);
  if (!exists.ok) return exists;
  if (!exists.value) {
    for (const { code } of open) found.byCode.set(keyOf(code), null);
    return { ok: true, value: { hidden: [] } };
  }
  for (const platformRef of creationsToRead(open)) {
    if (found.creations.has(platformRef)) continue;
    const nodes = await readCreation(admin, CREATED_CODES, platformRef);
    if (!nodes.ok) return nodes;
    found.creations.add(platformRef);
    for (const { code, discountRedeemCode } of nodes.value ?? []) {
      const number = discountRedeemCode && numberOfId(discountRedeemCode.id, "DiscountRedeemCode");
      if (number !== null) found.byCode.set(keyOf(code), number);
    }
  }
  const hidden: string[] = [];
  for (const { code } of open.filter(isOpen)) {
    const owner = await findCode(admin, code);
    if (!owner.ok) return owner;
    // A code exists once in a shop: under another discount it is not under this one.
    if (owner.value?.discountId !== discountId) found.byCode.set(keyOf(code), null);
    else if (owner.value.platformNo !== null) found.byCode.set(keyOf(code), owner.value.platformNo);
    else hidden.push(code);
  }
  return { ok: true, value: { hidden } };
}

/** The bulk creations of which so many codes are wanted that reading them is cheaper. */
function creationsToRead(codes: readonly HeldCode[]): string[] {
  const wanted = new Map<string, number>();
  for (const { platformRef } of codes) {
    if (platformRef !== null) wanted.set(platformRef, (wanted.get(platformRef) ?? 0) + 1);
  }
  return [...wanted].flatMap(([platformRef, count]) => (count >= READ_FROM_CODES ? [platformRef] : []));
}

/** Codes are the same whatever their case. */
export function keyOf(code: string): string {
  return code.toUpperCase();
}
