import { z } from "@hono/zod-openapi";
import { sendAgain } from "#app/alerts/send-again.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { endpointId, eventId } from "../schemas/bridge-alert-messages.ts";
import { nothingSchema } from "../schemas/bridge-fields.ts";

export const postDeliveryAgain = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/endpoints/{endpoint}/deliveries/{event}/send-again",
  summary: "Send an event once more",
  description: "With the same id, outside of its pool's order; one that still waits is tried at once.",
  params: z.object({ endpoint: endpointId, event: eventId }),
  json: { schema: nothingSchema, bytesMax: JSON_BODY_BYTES_MAX, example: {} },
  answer: { status: 202, description: "The event is on its way.", schema: nothingSchema, example: {} },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, params: { endpoint, event } }) => {
    const sent = await sendAgain({ accountId, endpointId: endpoint, eventId: event });
    return sent.ok ? succeed({}) : sent;
  },
});
