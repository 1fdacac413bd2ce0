import type { SandboxShopify } from "../sandbox-shopify.ts";
import { refuseCode, runDueWork } from "./bulk-work.ts";
import type { Maker } from "./code-book.ts";
import {
  type Discount,
  type DiscountKind,
  type DiscountTerms,
  discountId,
  discountStatus,
  isoSeconds,
} from "./discount.ts";
import type { CodeError } from "./discount-store.ts";

// What the app does by the API and the merchant in the admin alike. Shopify tells the app of both.

/** Catches up with the clock. Called before the shop's discounts are read or changed. */
export function catchUp(sandbox: SandboxShopify): void {
  const now = sandbox.now();
  sandbox.bulkOperations.runDue(now, (at) => finishWork(sandbox, at));
  finishWork(sandbox, now);
}

function finishWork(sandbox: SandboxShopify, now: Date): void {
  for (const number of runDueWork(sandbox.discounts, now)) tellDeleted(sandbox, number);
}

/** Makes a discount with its first code. Refuses what is wrong with the code alone. */
export function createDiscount(
  sandbox: SandboxShopify,
  request: { kind: DiscountKind; terms: DiscountTerms; code: string; by: Maker },
): { ok: true; discount: Discount } | { ok: false; error: CodeError } {
  const { discounts: store } = sandbox;
  const error = refuseCode(store, request.code);
  if (error) return { ok: false, error };
  const now = isoSeconds(sandbox.now());
  const discount: Discount = {
    ...request.terms,
    number: store.nextNumber,
    kind: request.kind,
    createdAt: now,
    updatedAt: now,
    uses: 0,
  };
  store.change({ put: discount });
  store.change({ add: [request.code], to: discount.number, from: store.codes.next, by: request.by });
  tell(sandbox, "discounts/create", discount);
  return { ok: true, discount };
}

export function editDiscount(
  sandbox: SandboxShopify,
  before: Discount,
  terms: Partial<DiscountTerms>,
): Discount {
  const discount = { ...before, ...terms, updatedAt: isoSeconds(sandbox.now()) };
  sandbox.discounts.change({ put: discount });
  tell(sandbox, "discounts/update", discount);
  return discount;
}

/** From now on; a discount that has ended has no end any more. */
export function activateDiscount(sandbox: SandboxShopify, discount: Discount): Discount {
  const now = isoSeconds(sandbox.now());
  switch (discountStatus(discount, sandbox.now())) {
    case "SCHEDULED":
      return editDiscount(sandbox, discount, { startsAt: now });
    case "EXPIRED":
      return editDiscount(sandbox, discount, { endsAt: null });
    default:
      return discount;
  }
}

/** Ends it now, which is how Shopify keeps that a discount was deactivated. */
export function deactivateDiscount(sandbox: SandboxShopify, discount: Discount): Discount {
  const now = isoSeconds(sandbox.now());
  switch (discountStatus(discount, sandbox.now())) {
    case "EXPIRED":
      return discount;
    case "SCHEDULED":
      return editDiscount(sandbox, discount, { startsAt: now, endsAt: now });
    default:
      return editDiscount(sandbox, discount, { endsAt: now });
  }
}

/** With all its codes. */
export function deleteDiscount(sandbox: SandboxShopify, { number }: Discount): void {
  sandbox.discounts.change({ drop: number });
  tellDeleted(sandbox, number);
}

function tell(sandbox: SandboxShopify, topic: string, discount: Discount): void {
  sandbox.tellApp(topic, {
    admin_graphql_api_id: discountId(discount.number),
    title: discount.title,
    status: discountStatus(discount, sandbox.now()),
    created_at: discount.createdAt,
    updated_at: discount.updatedAt,
  });
}

function tellDeleted(sandbox: SandboxShopify, number: number): void {
  sandbox.tellApp("discounts/delete", {
    admin_graphql_api_id: discountId(number),
    deleted_at: isoSeconds(sandbox.now()),
  });
}
