import { database } from "#app/db/database.server.ts";
import { dealCodes } from "./deal-codes.ts";
import { preparableRoom } from "./deal-prepared.server.ts";
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
  // What the next claim would find.
  const { shares } = dealCodes(line, {
    available: pool.available,
    arrived: pool.added - pool.pending - pool.rejected - pool.dealtConfirmed,
    base: pool.type === "static" ? 0 : pool.bufferBase,
    room: preparableRoom(pool),
  });
  return preparations.map(({ id, campaignId, quantity, claimed, by }) => {
    const { ready, pending, status } = preparationProgress({ id, quantity, claimed }, shares);
    const campaignName = names.get(campaignId) ?? null;
    return { id, campaignId, campaignName, quantity, claimed, ready, pending, by: by.toISOString(), status };
  });
}
