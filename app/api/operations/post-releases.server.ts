import { releaseCodes } from "#app/claims/release-codes.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { defineOperation } from "../define-operation.server.ts";
import { releaseAnswerSchema, releaseRequestSchema } from "../schemas/claim-messages.ts";

export const postReleases = defineOperation({
  method: "post",
  path: "/v1/claims/release",
  summary: "Give codes back",
  description:
    "For messages that were not sent after all, where the pool allows it. A code comes back only when every key that was answered with it is released. The key is spent: use a new one for a new message.",
  json: {
    schema: releaseRequestSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { pool: "welcome-2026", keys: ["msg-000001"], reason: "not_sent" },
  },
  answer: {
    status: 200,
    description: "One result per key, in order.",
    schema: releaseAnswerSchema,
    example: { results: [{ key: "msg-000001", result: "released" }] },
  },
  refusals: ["not_found", "release_not_allowed"],
  repeats: "by_message",
  handle: ({ credentials, json }) =>
    releaseCodes({
      accountId: credentials.accountId,
      actor: `API client ${credentials.name}`,
      pool: json.pool,
      keys: json.keys,
    }),
});
