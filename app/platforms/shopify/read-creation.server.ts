import { z } from "zod";
import type { PlatformResult } from "../discount-platform.ts";
import type { AdminClient } from "./admin-client.ts";
import { ask } from "./ask.ts";
import type * as documents from "./documents/code-documents.ts";
import { LIST_ITEMS_MAX } from "./shopify-limits.ts";

const nodeSchema = z.object({
  code: z.string(),
  discountRedeemCode: z.object({ id: z.string() }).nullable(),
  errors: z.array(z.object({ code: z.string().nullable(), message: z.string() })).default([]),
});
const creationAnswer = z.object({
  discountRedeemCodeBulkCreation: z
    .object({
      codes: z.object({
        nodes: z.array(nodeSchema),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    })
    .nullable(),
});

/** A code of a bulk creation. Without a record it was not created, or has been deleted since. */
export type CreationNode = z.output<typeof nodeSchema>;

/** Every code of a bulk creation, in pages of so many. Null: Shopify no longer knows it. */
export async function readCreation(
  admin: AdminClient,
  document: typeof documents.CREATED_CODES | typeof documents.CODE_RESULTS,
  id: string,
  codesCount = LIST_ITEMS_MAX,
): Promise<PlatformResult<CreationNode[] | null>> {
  const first = Math.min(Math.max(codesCount, 1), LIST_ITEMS_MAX);
  const nodes: CreationNode[] = [];
  let after: string | null = null;
  do {
    const page: PlatformResult<z.output<typeof creationAnswer>> = await ask(
      admin,
      document,
      { id, first, after },
      creationAnswer,
    );
    if (!page.ok) return page;
    const codes: Codes | undefined = page.value.discountRedeemCodeBulkCreation?.codes;
    if (!codes) return { ok: true, value: null };
    nodes.push(...codes.nodes);
    after = codes.pageInfo.hasNextPage ? codes.pageInfo.endCursor : null;
  } while (after !== null);
  return { ok: true, value: nodes };
}

type Codes = NonNullable<z.output<typeof creationAnswer>["discountRedeemCodeBulkCreation"]>["codes"];
