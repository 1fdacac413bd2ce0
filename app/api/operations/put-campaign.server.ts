import { z } from "@hono/zod-openapi";
import { announceCampaign } from "#app/campaigns/announce-campaign.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { defineOperation } from "../define-operation.server.ts";
import { campaignId, campaignRequestSchema, campaignSchema } from "../schemas/campaign-messages.ts";
import { poolName } from "../schemas/fields.ts";

export const putCampaign = defineOperation({
  method: "put",
  path: "/v1/pools/{pool}/campaigns/{campaign}",
  summary: "Announce a campaign",
  description:
    "Says that a campaign uses this pool: the buffer is filled before its first send, and whoever archives the pool is warned. Not needed for claims. Percent-encode the id.",
  params: z.object({ pool: poolName, campaign: campaignId }),
  json: {
    schema: campaignRequestSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { name: "Welcome", type: "automation", status: "live" },
  },
  answer: {
    status: 200,
    description: "The campaign is known.",
    schema: campaignSchema,
    example: {
      id: "welcome-2026",
      pool: "pool_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
      name: "Welcome",
      type: "automation",
      status: "live",
      updatedAt: "2026-11-23T09:00:00.000Z",
    },
  },
  refusals: ["not_found", "pool_archived"],
  repeats: "by_message",
  handle: ({ credentials, params, json }) =>
    announceCampaign({
      accountId: credentials.accountId,
      actor: `API client ${credentials.name}`,
      pool: params.pool,
      campaignId: params.campaign,
      name: json.name.trim(),
      type: json.type,
      status: json.status,
    }),
});
