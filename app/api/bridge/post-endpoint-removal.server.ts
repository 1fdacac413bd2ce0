import { z } from "@hono/zod-openapi";
import { removeEndpoint } from "#app/alerts/remove-endpoint.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { endpointId } from "../schemas/bridge-alert-messages.ts";
import { nothingSchema } from "../schemas/bridge-fields.ts";
import { actorOf } from "./actor-of.ts";

export const postEndpointRemoval = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/endpoints/{endpoint}/remove",
  summary: "Remove an event endpoint",
  description: "With what waits for it and the log of what it got.",
  params: z.object({ endpoint: endpointId }),
  json: { schema: nothingSchema, bytesMax: JSON_BODY_BYTES_MAX, example: {} },
  answer: { status: 200, description: "It gets no more events.", schema: nothingSchema, example: {} },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, params: { endpoint }, actor }) => {
    const removed = await removeEndpoint({ accountId, endpointId: endpoint, actor: actorOf(actor) });
    return removed.ok ? succeed({}) : removed;
  },
});
