import type { LoaderFunctionArgs } from "@remix-run/node";
import { readPoolUse, USE_DAYS } from "#app/forecast/read-pool-use.server.ts";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { listRedeemedDays } from "#app/redemptions/list-redeemed-days.server.ts";
import type { UseAndRedemptions } from "#app/ui/use-and-redemptions.ts";

/** What a pool used and will use. Apart from the pool's page, which does not wait for it. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<UseAndRedemptions | null> {
  const { accountId, timeZone } = await requireMerchant(request);
  const pool = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  const [use, redeemed] = await Promise.all([
    readPoolUse({ poolId: pool.id, timeZone }),
    pool.redeemed === null ? null : listRedeemedDays({ poolId: pool.id, timeZone, days: USE_DAYS }),
  ]);
  if (!use) return null;
  const days = use.days.map((line) => ({ ...line, redeemed: redeemed && (redeemed[line.day] ?? 0) }));
  return { ...use, days, timeZone };
}
