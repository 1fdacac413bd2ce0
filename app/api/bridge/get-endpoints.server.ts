import { z } from "@hono/zod-openapi";
import { listEndpoints } from "#app/alerts/list-endpoints.server.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { ENDPOINT_EXAMPLE, endpointShownSchema } from "../schemas/bridge-alert-messages.ts";

export const getEndpoints = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/endpoints",
  summary: "List event endpoints",
  description: "Addresses that events are sent to, each with its newest deliveries.",
  answer: {
    status: 200,
    description: "All of the account, the oldest first.",
    schema: z.object({ endpoints: z.array(endpointShownSchema) }).openapi("BridgeEndpoints"),
    example: { endpoints: [ENDPOINT_EXAMPLE] },
  },
  refusals: [],
  repeats: "reads",
  handle: async ({ credentials }) => succeed({ endpoints: await listEndpoints(credentials.accountId) }),
});
