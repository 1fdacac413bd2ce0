import type { z } from "@hono/zod-openapi";
import { codesInShop } from "#app/replenishment/codes-in-shop.server.ts";
import type { bridgeCheckAnswerSchema } from "../schemas/bridge-check-messages.ts";

/** What a store's checkout makes of a static pool's codes, in the words of its admin. */
export async function shownCheck(pool: {
  accountId: string;
  poolId: string;
  storeId: string;
}): Promise<z.input<typeof bridgeCheckAnswerSchema>> {
  const found = await codesInShop(pool);
  if (!found) return { check: null };
  const { refused, ...check } = found.check;
  return {
    check: { ...check, refused: refused.map(({ code, why, discount: rule }) => ({ code, why, rule })) },
  };
}
