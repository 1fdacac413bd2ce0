import type { LoaderFunctionArgs } from "@remix-run/node";
import { getAccount } from "#app/accounts/get-account.server.ts";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { readRedemptionFigures } from "#app/redemptions/read-redemption-figures.server.ts";
import type { PoolRedemptions } from "#app/ui/RedemptionsCard.tsx";

/** What the codes of a pool brought in. Apart from the pool's page, which does not wait for sums over a million orders. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<PoolRedemptions> {
  const { accountId } = await requireMerchant(request);
  const { id: poolId, type } = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  const [figures, account] = await Promise.all([
    readRedemptionFigures({ accountId, poolId }),
    type === "static" ? getAccount(accountId) : null,
  ]);
  // An uploaded code may be used in any store of the account.
  const uncounted = (account?.stores ?? []).filter(
    ({ platform, ordersSince, disconnectedAt }) =>
      platform === "shopify" && ordersSince === null && disconnectedAt === null,
  );
  return { ...figures, uncountedStores: uncounted.map(({ name }) => name) };
}
