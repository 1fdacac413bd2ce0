import { z } from "@hono/zod-openapi";
import { createEndpoint } from "#app/alerts/create-endpoint.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { loopbackAllowed } from "#app/wiring/loopback-allowed.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { SECRET_EXAMPLE } from "../schemas/bridge-account-messages.ts";
import { ENDPOINT_EXAMPLE, newEndpointSchema } from "../schemas/bridge-alert-messages.ts";
import { actorOf } from "./actor-of.ts";

export const postEndpoint = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/endpoints",
  summary: "Add an event endpoint",
  description: "It hears of what happens from now on. Its secret is in this answer alone.",
  json: {
    schema: z.object({ url: z.string().max(10_000) }).openapi("BridgeEndpointRequest"),
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { url: ENDPOINT_EXAMPLE.url },
  },
  answer: {
    status: 201,
    description: "The endpoint and its secret.",
    schema: newEndpointSchema,
    example: { id: ENDPOINT_EXAMPLE.id, url: ENDPOINT_EXAMPLE.url, secret: SECRET_EXAMPLE },
  },
  refusals: [],
  repeats: "by_sealed_message",
  handle: async ({ credentials: { accountId }, json: { url }, actor }) =>
    await createEndpoint({ accountId, url, actor: actorOf(actor), allowed: loopbackAllowed() }),
});
