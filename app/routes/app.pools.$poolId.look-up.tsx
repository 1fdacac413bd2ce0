import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { ClaimLine } from "#app/claims/claim-line.ts";
import { findCode } from "#app/claims/find-code.server.ts";
import { findContact } from "#app/claims/find-contact.server.ts";
import { linesOfPage, partOfPage } from "#app/claims/found-part.ts";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import type { LookUpAnswer } from "#app/ui/LookUp.tsx";

const question = z.object({ by: z.enum(["code", "contact"]), asked: z.string().trim().min(1).max(400) });

/** Answers a look-up. A POST, so that no contact stands in an address. */
export async function action({ request, params }: ActionFunctionArgs): Promise<LookUpAnswer> {
  const { accountId } = await requireMerchant(request);
  const { id: poolId } = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  const { by, asked } = question.parse(Object.fromEntries(await request.formData()));
  const part = partOfPage(1);
  if (by === "code") {
    const found = await findCode({ accountId, code: asked, part });
    return { by, asked, found: found && { ...found, ...newest(found.claims) } };
  }
  return { by, asked, ...newest(await findContact({ accountId, poolId, contact: asked, part })) };
}

function newest(lines: ClaimLine[]): { claims: ClaimLine[]; hasOlder: boolean } {
  const { lines: claims, hasOlder } = linesOfPage(lines);
  return { claims, hasOlder };
}
