import { z } from "@hono/zod-openapi";
import { prepareCodes } from "#app/campaigns/prepare-codes.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { defineOperation } from "../define-operation.server.ts";
import {
  PREPARATION_EXAMPLE,
  preparationId,
  preparationRequestSchema,
  preparationSchema,
} from "../schemas/campaign-messages.ts";
import { poolName } from "../schemas/fields.ts";

export const putPreparation = defineOperation({
  method: "put",
  path: "/v1/pools/{pool}/preparations/{id}",
  summary: "Prepare codes",
  description:
    "Has codes made and reserved for a large sending. They stay reserved for the campaign until claimed, or until 24 hours after `by`. Send it again, with a new message id, to see how far it is. Percent-encode the id.",
  params: z.object({ pool: poolName, id: preparationId }),
  json: {
    schema: preparationRequestSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { quantity: 500_000, by: "2026-11-27T06:00:00Z", campaign: "black-friday" },
  },
  answer: {
    status: 200,
    description: "The codes are reserved, as far as they are ready.",
    schema: preparationSchema,
    example: PREPARATION_EXAMPLE,
  },
  refusals: ["not_found", "pool_archived", "pool_unavailable"],
  repeats: "by_message",
  handle: ({ credentials, params, json }) =>
    prepareCodes({
      accountId: credentials.accountId,
      actor: `API client ${credentials.name}`,
      pool: params.pool,
      id: params.id,
      campaignId: json.campaign,
      quantity: json.quantity,
      by: new Date(json.by),
    }),
});
