import { z } from "@hono/zod-openapi";
import { switchEndpointOn } from "#app/alerts/switch-endpoint-on.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { endpointId } from "../schemas/bridge-alert-messages.ts";
import { nothingSchema } from "../schemas/bridge-fields.ts";
import { actorOf } from "./actor-of.ts";

export const postEndpointSwitchOn = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/endpoints/{endpoint}/switch-on",
  summary: "Switch an event endpoint on again",
  description: "After it was switched off for its silence. What waits for it goes out at once, in its order.",
  params: z.object({ endpoint: endpointId }),
  json: { schema: nothingSchema, bytesMax: JSON_BODY_BYTES_MAX, example: {} },
  answer: { status: 200, description: "It gets events again.", schema: nothingSchema, example: {} },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, params: { endpoint }, actor }) => {
    const switched = await switchEndpointOn({
      accountId,
      endpointId: endpoint,
      actor: actorOf(actor),
      now: new Date(),
    });
    return switched.ok ? succeed({}) : switched;
  },
});
