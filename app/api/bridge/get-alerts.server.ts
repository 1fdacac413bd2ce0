import { z } from "@hono/zod-openapi";
import { listAlerts } from "#app/alerts/list-alerts.server.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { ALERT_GROUP_EXAMPLE, alertGroupSchema } from "../schemas/bridge-alert-messages.ts";

export const getAlerts = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/alerts",
  summary: "What is the matter with the pools now",
  description: "Pools that share a trouble together, the gravest first; nothing is an empty list.",
  answer: {
    status: 200,
    description: "The troubles of all pools of the account.",
    schema: z.object({ alerts: z.array(alertGroupSchema) }).openapi("BridgeAlerts"),
    example: { alerts: [ALERT_GROUP_EXAMPLE] },
  },
  refusals: [],
  repeats: "reads",
  handle: async ({ credentials }) => succeed({ alerts: await listAlerts(credentials.accountId) }),
});
