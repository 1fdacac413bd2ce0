import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { findCode } from "#app/claims/find-code.server.ts";
import { findContact } from "#app/claims/find-contact.server.ts";
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
  return by === "code"
    ? { by, asked, found: await findCode({ accountId, code: asked }) }
    : { by, asked, claims: await findContact({ accountId, poolId, contact: asked }) };
}
