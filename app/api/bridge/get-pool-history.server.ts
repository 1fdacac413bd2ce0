import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { limit } from "../schemas/bridge-fields.ts";
import { historyEntrySchema } from "../schemas/bridge-pool-messages.ts";
import { lineOf, poolName } from "../schemas/fields.ts";

export const getPoolHistory = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/pools/{pool}/history",
  summary: "What happened to a pool",
  description: "Who changed what and when, the newest first.",
  params: z.object({ pool: poolName }),
  query: z.object({
    before: lineOf(200).optional().openapi({ description: "The `id` to go on from." }),
    limit,
  }),
  answer: {
    status: 200,
    description: "Some entries.",
    schema: z.object({ entries: z.array(historyEntrySchema) }).openapi("BridgeHistory"),
    example: {
      entries: [
        {
          id: "hist_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
          at: "2026-11-23T09:00:00.000Z",
          actor: "magento:jane",
          verb: "campaign.live",
          detail: { name: "Spring" },
          text: "Campaign Spring uses this pool",
        },
      ],
    },
  },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials: { accountId }, params: { pool }, query }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const lines = await listHistory({ accountId, poolId: found.value.id, ...query });
    return succeed({ entries: lines.map(({ sentence: text, ...line }) => ({ ...line, text })) });
  },
});
