import { expect } from "vitest";
import { mountedApi } from "./api.ts";
import { type LinkedShop, linkedShop } from "./magento-shop.ts";

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

/** Two shops of accounts that have nothing to do with each other: one is tried out, the other may see nothing of it. */
export async function twoShops(): Promise<{ shop: LinkedShop; admin: Admin; others: Admin }> {
  const app = mountedApi();
  const shop = await linkedShop(app);
  return { shop, admin: adminOf(shop), others: adminOf(await linkedShop(app)) };
}

/** What an answer says is wrong, by field. */
export function problemsOf({ status, body }: PageAnswer): Record<string, string> {
  expect(status).toBe(400);
  const errors = (body.errors ?? []) as { path: string; message: string }[];
  return Object.fromEntries(errors.map(({ path, message }) => [path, message]));
}
