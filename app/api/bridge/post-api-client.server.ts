import { z } from "@hono/zod-openapi";
import { createApiClient } from "#app/accounts/create-api-client.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import {
  API_CLIENT_EXAMPLE,
  newApiClientSchema,
  SECRET_EXAMPLE,
} from "../schemas/bridge-account-messages.ts";
import { actorOf } from "./actor-of.ts";

export const postApiClient = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/api-clients",
  summary: "Create an API client",
  description: "Its secret is in this answer alone.",
  json: {
    schema: z.object({ name: z.string().max(1_000) }).openapi("BridgeApiClientRequest"),
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { name: "Email platform" },
  },
  answer: {
    status: 201,
    description: "The client and its secret.",
    schema: newApiClientSchema,
    example: { id: API_CLIENT_EXAMPLE.id, name: "Email platform", secret: SECRET_EXAMPLE },
  },
  refusals: ["not_found"],
  repeats: "by_sealed_message",
  handle: ({ credentials, json, actor }) =>
    createApiClient({ accountId: credentials.accountId, name: json.name, actor: actorOf(actor) }),
});
