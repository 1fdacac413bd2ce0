import { z } from "@hono/zod-openapi";
import { revokeApiClient } from "#app/accounts/revoke-api-client.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { clientId, nothingSchema } from "../schemas/bridge-fields.ts";
import { actorOf } from "./actor-of.ts";

export const postApiClientRevocation = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/api-clients/{client}/revoke",
  summary: "Revoke an API client",
  description: "For good, within 5 seconds.",
  params: z.object({ client: clientId }),
  json: { schema: nothingSchema, bytesMax: JSON_BODY_BYTES_MAX, example: {} },
  answer: { status: 200, description: "It signs no more.", schema: nothingSchema, example: {} },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials, params: { client }, actor }) => {
    const { accountId } = credentials;
    const revoked = await revokeApiClient({ accountId, clientId: client, actor: actorOf(actor) });
    return revoked.ok ? succeed({}) : revoked;
  },
});
