import { z } from "zod";
import type { DiscountPlatform } from "../discount-platform.ts";
import type { AdminClient } from "./admin-client.ts";
import { ask } from "./ask.ts";
import { deleteCodes } from "./delete-codes.server.ts";
import { SEGMENTS } from "./documents/shop-documents.ts";
import { mintCodes } from "./mint-codes.server.ts";
import { readDiscounts } from "./read-discounts.server.ts";
import { readOffer } from "./read-offer.server.ts";
import { searchWords } from "./search-text.ts";
import { LIST_ITEMS_MAX } from "./shopify-limits.ts";
import { writeDiscounts } from "./write-discounts.server.ts";

const segmentsAnswer = z.object({
  segments: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }),
});

/** The port for one Shopify shop. `waits`: milliseconds between looks at a deletion. */
export function shopifyDiscountPlatform(admin: AdminClient, waits?: readonly number[]): DiscountPlatform {
  return {
    ...readDiscounts(admin),
    readOffer: (request) => readOffer(admin, request),
    ...writeDiscounts(admin),
    ...mintCodes(admin),
    ...deleteCodes(admin, waits),
    async listSegments(search) {
      const variables = { first: LIST_ITEMS_MAX, query: searchWords("name", search) || null };
      const answer = await ask(admin, SEGMENTS, variables, segmentsAnswer);
      return answer.ok ? { ok: true, value: answer.value.segments.nodes } : answer;
    },
  };
}
