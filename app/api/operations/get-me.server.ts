import { getAccount } from "#app/accounts/get-account.server.ts";
import { env } from "#app/config/env.server.ts";
import { refuse, succeed } from "#app/errors/refusal.ts";
import { apiLimits } from "../api-limits.ts";
import { defineOperation } from "../define-operation.server.ts";
import { meAnswerSchema } from "../schemas/me-messages.ts";

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
      limits: apiLimits(300_000),
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
      limits: apiLimits(env().REQUESTS_PER_MINUTE),
    });
  },
});
