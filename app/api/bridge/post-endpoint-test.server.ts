import { z } from "@hono/zod-openapi";
import { testEndpoint } from "#app/alerts/send-again.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { endpointId } from "../schemas/bridge-alert-messages.ts";
import { nothingSchema } from "../schemas/bridge-fields.ts";

export const postEndpointTest = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/endpoints/{endpoint}/test",
  summary: "Send a test event",
  description: "To this endpoint alone. What came of it stands among its deliveries.",
  params: z.object({ endpoint: endpointId }),
  json: { schema: nothingSchema, bytesMax: JSON_BODY_BYTES_MAX, example: {} },
  answer: { status: 202, description: "The event is on its way.", schema: nothingSchema, example: {} },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, params: { endpoint } }) => {
    const sent = await testEndpoint({ accountId, endpointId: endpoint });
    return sent.ok ? succeed({}) : sent;
  },
});
