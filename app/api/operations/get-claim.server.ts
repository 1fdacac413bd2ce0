import { z } from "@hono/zod-openapi";
import { lookUpClaim } from "#app/claims/look-up-claim.server.ts";
import { defineOperation } from "../define-operation.server.ts";
import { claimRecordSchema } from "../schemas/claim-messages.ts";
import { claimKey, poolName } from "../schemas/fields.ts";

export const getClaim = defineOperation({
  method: "get",
  path: "/v1/claims/{key}",
  summary: "Look up a key",
  description: "What a key was answered. Uses nothing up. Percent-encode the key.",
  params: z.object({ key: claimKey }),
  query: z.object({ pool: poolName }),
  answer: {
    status: 200,
    description: "The key was answered.",
    schema: claimRecordSchema,
    example: {
      key: "msg-000001",
      outcome: "assigned",
      code: "WELCOME-7KQ2MX",
      assignedAt: "2026-11-23T09:00:00.000Z",
      expiresAt: null,
      campaignId: "welcome-2026",
      releasedAt: null,
      redeemedAt: null,
    },
  },
  refusals: ["not_found", "key_erased"],
  repeats: "reads",
  handle: ({ credentials, params, query }) =>
    lookUpClaim({ accountId: credentials.accountId, pool: query.pool, key: params.key }),
});
