import { database } from "#app/db/database.server.ts";

/** The campaigns that use a pool by what they announced: whoever archives it should know. */
export async function listLiveCampaigns(poolId: string): Promise<{ id: string; name: string }[]> {
  const campaigns = await database().prisma.campaign.findMany({
    where: { poolId, status: "live" },
    orderBy: { name: "asc" },
  });
  return campaigns.map(({ campaignId, name }) => ({ id: campaignId, name }));
}
