import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { CLAIM_BODY_BYTES_MAX, NOT_READY_RETRY_SECONDS } from "#app/config/limits.ts";
import { notePersonalNames } from "#app/privacy/note-personal-names.server.ts";
import { defineOperation } from "../define-operation.server.ts";
import { claimAnswerSchema, claimRequestSchema } from "../schemas/claim-messages.ts";

export const postClaims = defineOperation({
  method: "post",
  path: "/v1/claims",
  summary: "Claim codes",
  description:
    "Takes a code for each recipient at the moment of sending. A key has at most one code, ever: repeating the same request, after a timeout or a crash, is always right. The answer is durable when it arrives.",
  json: {
    schema: claimRequestSchema,
    bytesMax: CLAIM_BODY_BYTES_MAX,
    example: {
      pool: "welcome-2026",
      campaign: { id: "welcome-2026", type: "automation" },
      recipients: [{ key: "msg-000001", contact: "ada@example.com" }],
    },
  },
  answer: {
    status: 200,
    description:
      "At least one recipient has an outcome other than `not_ready`. With `Retry-After` when some have not.",
    schema: claimAnswerSchema,
    example: {
      claims: [
        {
          key: "msg-000001",
          outcome: "assigned",
          code: "WELCOME-7KQ2MX",
          assignedAt: "2026-11-23T09:00:00.000Z",
          expiresAt: "2026-12-23T23:59:59.000Z",
        },
      ],
      pool: { id: "pool_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC", remaining: 9999, percentRemaining: 99.99 },
    },
  },
  refusals: [
    "broadcast_not_enabled",
    "not_found",
    "key_reused",
    "key_erased",
    "pool_archived",
    "pool_unavailable",
    "codes_not_ready",
    "overloaded",
  ],
  repeats: "by_key",
  handle: ({ credentials, json }) => {
    void notePersonalNames({
      clientId: credentials.clientId,
      campaignId: json.campaign.id,
      keys: json.recipients.map(({ key }) => key),
    });
    return claimCodes({
      accountId: credentials.accountId,
      clientId: credentials.clientId,
      broadcastAllowed: credentials.broadcastAllowed,
      pool: json.pool,
      campaign: json.campaign,
      mode: json.mode,
      recipients: json.recipients,
    });
  },
  retryAfterSeconds: ({ claims }) =>
    claims.some(({ outcome }) => outcome === "not_ready") ? NOT_READY_RETRY_SECONDS : undefined,
});
