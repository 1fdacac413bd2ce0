import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { HISTORY_ABOUT, HISTORY_WHO } from "#app/history/history-filter.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { limit } from "../schemas/bridge-fields.ts";
import { historyEntrySchema } from "../schemas/bridge-pool-messages.ts";
import { lineOf } from "../schemas/fields.ts";

export const getHistory = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/history",
  summary: "What happened in the account",
  description: "Who changed what and when, in the last 13 months, the newest first.",
  query: z.object({
    who: z.enum(HISTORY_WHO).optional().openapi({
      description: "Done by people, API clients, a Magento shop by itself (`bridge`), or the service.",
    }),
    about: z.enum(HISTORY_ABOUT).optional(),
    before: lineOf(200).optional().openapi({ description: "The `id` to go on from." }),
    limit,
  }),
  answer: {
    status: 200,
    description: "Some entries.",
    schema: z
      .object({
        entries: z.array(
          historyEntrySchema.extend({
            pool: z
              .object({ id: z.string(), name: z.string() })
              .nullable()
              .openapi({ description: "Null: it is about the account, or about a pool that is gone." }),
          }),
        ),
      })
      .openapi("BridgeAccountHistory"),
    example: {
      entries: [
        {
          id: "hist_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
          at: "2026-11-23T09:00:00.000Z",
          actor: "magento:jane",
          verb: "campaign.live",
          detail: { name: "Spring" },
          text: "Campaign Spring uses this pool",
          pool: { id: "pool_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC", name: "Welcome" },
        },
      ],
    },
  },
  refusals: [],
  repeats: "reads",
  handle: async ({ credentials: { accountId }, query }) => {
    const lines = await listHistory({ accountId, ...query });
    return succeed({ entries: lines.map(({ sentence: text, ...line }) => ({ ...line, text })) });
  },
});
