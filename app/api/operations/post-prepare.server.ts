import { z } from "@hono/zod-openapi";
import { prepareCodes } from "#app/campaigns/prepare-codes.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { defineOperation } from "../define-operation.server.ts";
import {
  PREPARATION_EXAMPLE,
  preparationRequestSchema,
  preparationSchema,
} from "../schemas/campaign-messages.ts";
import { poolName } from "../schemas/fields.ts";

export const postPrepare = defineOperation({
  method: "post",
  path: "/v1/pools/{pool}/prepare",
  summary: "Prepare codes, one preparation per campaign",
  description:
    "The same as preparing with an id of your own: the campaign's id is the preparation's. Another call for the campaign changes it.",
  params: z.object({ pool: poolName }),
  json: {
    schema: preparationRequestSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { quantity: 500_000, by: "2026-11-27T06:00:00Z", campaign: "black-friday" },
  },
  answer: {
    status: 200,
    description: "The codes are reserved, as far as they are ready.",
    schema: preparationSchema,
    example: { ...PREPARATION_EXAMPLE, id: "black-friday" },
  },
  refusals: ["not_found", "pool_archived", "pool_unavailable"],
  repeats: "by_message",
  handle: ({ credentials, params, json }) =>
    prepareCodes({
      accountId: credentials.accountId,
      actor: `API client ${credentials.name}`,
      pool: params.pool,
      id: json.campaign,
      campaignId: json.campaign,
      quantity: json.quantity,
      by: new Date(json.by),
    }),
});
