import { describeConnection } from "#app/bridge/describe-connection.server.ts";
import { env } from "#app/config/env.server.ts";
import { succeed } from "#app/errors/refusal.ts";
import { apiLimits } from "../api-limits.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { bridgeAccountSchema } from "../schemas/bridge-account-messages.ts";

export const getBridgeAccount = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/account",
  summary: "The account, and how the connection is",
  description: "To whom the shop is connected, what the account may do, and whether the exchange is alive.",
  answer: {
    status: 200,
    description: "The account.",
    schema: bridgeAccountSchema,
    example: {
      account: { id: "acc_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC", name: "Example Store" },
      store: {
        id: "store_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
        name: "Main Website",
        timeZone: "Europe/Berlin",
        currency: "EUR",
        connectedAt: "2026-11-23T09:00:00.000Z",
      },
      broadcastAllowed: false,
      limits: apiLimits(300_000),
      exchange: { lastAt: "2026-11-23T09:00:00.000Z", lateSeconds: 5, isLate: false },
      copy: null,
      instructions: { waiting: 0, failed: 0 },
    },
  },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials: { accountId, storeId } }) => {
    const found = await describeConnection({ accountId, storeId, now: new Date() });
    if (!found.ok) return found;
    const { account, broadcastAllowed, exchange, copy, instructions } = found.value;
    const { id, name, timeZone, currency, connectedAt } = found.value.store;
    return succeed({
      account,
      store: { id, name, timeZone, currency, connectedAt },
      broadcastAllowed,
      limits: apiLimits(env().REQUESTS_PER_MINUTE),
      exchange,
      copy,
      instructions,
    });
  },
});
