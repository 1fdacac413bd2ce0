import { database } from "#app/db/database.server.ts";
import { openPreparations } from "./open-preparations.server.ts";
import { type PreparationStatus, preparationProgress } from "./preparation-view.ts";

/** A preparation for the pool's page. */
export interface PreparationLine {
  id: string;
  campaignId: string;
  /** The campaign's name, when it was announced. */
  campaignName: string | null;
  quantity: number;
  claimed: number;
  ready: number;
  pending: number;
  by: string;
  status: PreparationStatus;
}

/** What is prepared in a pool: the latest first, at most 50. */
export async function listPreparations(poolId: string): Promise<PreparationLine[]> {
  const { pool: client, prisma } = database();
  const pool = await prisma.pool.findUniqueOrThrow({ where: { id: poolId } });
  const line = await openPreparations(client, poolId);
  const preparations = await prisma.preparation.findMany({
    where: { poolId },
    orderBy: { by: "desc" },
    take: 50,
  });
  const campaigns = await prisma.campaign.findMany({ where: { poolId } });
  const names = new Map(campaigns.map(({ campaignId, name }) => [campaignId, name]));
  const isLimited = pool.type === "dynamic" && pool.limit !== null;
  const room = isLimited ? Math.max(0, (pool.limit ?? 0) - pool.assigned) : null;
  return preparations.map(({ id, campaignId, quantity, claimed, by }) => {
    const progress = preparationProgress({ id, quantity, claimed }, line, {
      available: pool.available,
      room,
    });
    const { ready, pending, status } = progress;
    const campaignName = names.get(campaignId) ?? null;
    return { id, campaignId, campaignName, quantity, claimed, ready, pending, by: by.toISOString(), status };
  });
}
