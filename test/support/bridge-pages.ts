import { expect } from "vitest";
import type { LinkedShop } from "./magento-shop.ts";

/** A rule as a module reports it. */
export const REPORTED_RULE = {
  id: 12,
  name: "Welcome 10%",
  isActive: true,
  couponType: "specific",
  autoGeneration: true,
  fromDate: null,
  toDate: null,
  usesPerCoupon: 1,
  usesPerCustomer: 0,
  websites: ["Main Website"],
  customerGroups: ["General"],
  action: "by_percent",
  amount: "10.0000",
  quantity: null,
  step: 0,
  applyToShipping: false,
  freeShipping: "none",
  hasConditions: false,
  coupons: 3,
  ours: false,
  updatedAt: null,
};

export interface PageAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a test looks at in an answer is its own business
  body: any;
}

/** Calls of one shop's admin pages, below `/api/bridge/v1`, for the person who is signed in there. */
export function adminOf(shop: LinkedShop, actor = "magento:jane") {
  const ask = async (
    method: string,
    path: string,
    options: { json?: unknown; bytes?: Uint8Array; id?: string } = {},
  ): Promise<PageAnswer> => {
    const response = await shop.call(method, `/api/bridge/v1${path}`, {
      ...options,
      headers: { "x-actor": actor },
    });
    return { status: response.status, body: await response.json() };
  };
  return {
    ask,
    get: async (path: string) => await ask("GET", path),
    post: async (path: string, json: unknown = {}) => await ask("POST", path, { json }),
    put: async (path: string, json: unknown) => await ask("PUT", path, { json }),
  };
}

export type Admin = ReturnType<typeof adminOf>;

/** What an answer says is wrong, by field. */
export function problemsOf({ status, body }: PageAnswer): Record<string, string> {
  expect(status).toBe(400);
  const errors = (body.errors ?? []) as { path: string; message: string }[];
  return Object.fromEntries(errors.map(({ path, message }) => [path, message]));
}
