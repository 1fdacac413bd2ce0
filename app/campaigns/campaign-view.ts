export const CAMPAIGN_STATUSES = ["live", "off"] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** A campaign that uses a pool, as the public contract shows it. */
export interface CampaignView {
  id: string;
  pool: string;
  name: string;
  type: "automation" | "broadcast";
  status: CampaignStatus;
  updatedAt: string;
}

/** A campaign that announced itself, for the pool's page. */
export type LiveCampaign = Pick<CampaignView, "id" | "name" | "type">;
