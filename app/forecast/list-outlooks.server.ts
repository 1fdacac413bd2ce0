import { database } from "#app/db/database.server.ts";
import type { OutlookView } from "./outlook-view.ts";

/** When pools will run dry, as last worked out; by the pool's id. Pools without a limit, and new ones, are left out. */
export async function listOutlooks(poolIds: readonly string[]): Promise<Record<string, OutlookView>> {
  const rows = await database().prisma.poolForecast.findMany({
    where: { poolId: { in: [...poolIds] }, remaining: { gt: 0 } },
  });
  return Object.fromEntries(
    rows.map(({ poolId, isKnown, runsDryAt, earliestAt, latestAt }) => [
      poolId,
      {
        kind: !isKnown ? "unknown" : runsDryAt ? "soon" : "later",
        at: runsDryAt?.toISOString() ?? null,
        earliest: earliestAt?.toISOString() ?? null,
        latest: latestAt?.toISOString() ?? null,
      },
    ]),
  );
}
