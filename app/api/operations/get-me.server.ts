import { getAccount } from "#app/accounts/get-account.server.ts";
import { env } from "#app/config/env.server.ts";
import {
  CLAIM_BODY_BYTES_MAX,
  CODES_PER_CALL_MAX,
  JSON_BODY_BYTES_MAX,
  KEYS_PER_RELEASE_MAX,
  RECIPIENTS_PER_CLAIM_MAX,
  TEXT_FILE_BYTES_MAX,
  TIMESTAMP_TOLERANCE_SECONDS,
} from "#app/config/limits.ts";
import { refuse, succeed } from "#app/errors/refusal.ts";
import { defineOperation } from "../define-operation.server.ts";
import { meAnswerSchema } from "../schemas/me-messages.ts";

const limits = () => ({
  requestsPerMinute: env().REQUESTS_PER_MINUTE,
  recipientsPerClaim: RECIPIENTS_PER_CLAIM_MAX,
  keysPerRelease: KEYS_PER_RELEASE_MAX,
  codesPerCall: CODES_PER_CALL_MAX,
  claimBodyBytes: CLAIM_BODY_BYTES_MAX,
  jsonBodyBytes: JSON_BODY_BYTES_MAX,
  csvBodyBytes: TEXT_FILE_BYTES_MAX,
  timestampToleranceSeconds: TIMESTAMP_TOLERANCE_SECONDS,
});

export const getMe = defineOperation({
  method: "get",
  path: "/v1/me",
  summary: "Who am I",
  description: "The first call of every integration: shows that signing works. Uses nothing up.",
  answer: {
    status: 200,
    description: "The signature is right.",
    schema: meAnswerSchema,
    example: {
      account: { id: "acc_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC", name: "Example Store" },
      apiClient: { id: "cpk_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC", name: "Email platform" },
      serverTime: "2026-11-23T09:00:00.000Z",
      broadcastEnabled: false,
      limits: {
        requestsPerMinute: 300_000,
        recipientsPerClaim: RECIPIENTS_PER_CLAIM_MAX,
        keysPerRelease: KEYS_PER_RELEASE_MAX,
        codesPerCall: CODES_PER_CALL_MAX,
        claimBodyBytes: CLAIM_BODY_BYTES_MAX,
        jsonBodyBytes: JSON_BODY_BYTES_MAX,
        csvBodyBytes: TEXT_FILE_BYTES_MAX,
        timestampToleranceSeconds: TIMESTAMP_TOLERANCE_SECONDS,
      },
    },
  },
  refusals: [],
  repeats: "reads",
  handle: async ({ credentials }) => {
    const account = await getAccount(credentials.accountId);
    if (!account) return refuse("not_found", "This account no longer exists.");
    return succeed({
      account: { id: account.id, name: account.name },
      apiClient: { id: credentials.clientId, name: credentials.name },
      serverTime: new Date().toISOString(),
      broadcastEnabled: account.broadcastAllowed,
      limits: limits(),
    });
  },
});
