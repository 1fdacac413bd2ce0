import { z } from "@hono/zod-openapi";
import { listApiClients } from "#app/accounts/list-api-clients.server.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { API_CLIENT_EXAMPLE, apiClientSchema } from "../schemas/bridge-account-messages.ts";

export const getApiClients = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/api-clients",
  summary: "List API clients",
  description: "The credentials of email platforms and scripts; those that may sign first.",
  answer: {
    status: 200,
    description: "All of the account.",
    schema: z.object({ clients: z.array(apiClientSchema) }).openapi("BridgeApiClients"),
    example: { clients: [API_CLIENT_EXAMPLE] },
  },
  refusals: [],
  repeats: "reads",
  handle: async ({ credentials }) => succeed({ clients: await listApiClients(credentials.accountId) }),
});
