import type { LoaderFunctionArgs } from "@remix-run/node";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { readRedemptionFigures } from "#app/redemptions/read-redemption-figures.server.ts";
import type { RedemptionFigures } from "#app/redemptions/redemption-figures.ts";

/** What the codes of a pool brought in. Apart from the pool's page, which does not wait for sums over a million orders. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<RedemptionFigures> {
  const { accountId } = await requireMerchant(request);
  const { id: poolId } = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  return await readRedemptionFigures({ accountId, poolId });
}
