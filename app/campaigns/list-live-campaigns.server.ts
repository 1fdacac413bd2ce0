import { database } from "#app/db/database.server.ts";
import type { LiveCampaign } from "./campaign-view.ts";

/** The campaigns that use a pool by what they announced: whoever archives it should know. */
export async function listLiveCampaigns(poolId: string): Promise<LiveCampaign[]> {
  const campaigns = await database().prisma.campaign.findMany({
    where: { poolId, status: "live" },
    orderBy: [{ name: "asc" }, { campaignId: "asc" }],
  });
  return campaigns.map(({ campaignId, name, type }) => ({ id: campaignId, name, type }));
}
