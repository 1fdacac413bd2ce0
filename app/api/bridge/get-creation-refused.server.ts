import { z } from "@hono/zod-openapi";
import { refusedCreation } from "#app/bridge/refused-creation.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { defineBridgeDownload } from "../define-operation.server.ts";
import { poolName } from "../schemas/fields.ts";

export const getCreationRefused = defineBridgeDownload({
  path: "/bridge/v1/pools/{pool}/creation/refused",
  summary: "The codes that could not be created",
  description:
    "Of the last creation in this store, each with the reason, as a CSV that is made while it is sent.",
  params: z.object({ pool: poolName }),
  answer: {
    description: "The code, what is wrong with it, and the rule that has it or what the shop said.",
    example: "code,problem,detail\r\nUP-000007,Its cart price rule is switched off,Win back 5 EUR\r\n",
  },
  refusals: ["not_found"],
  handle: async ({ credentials: { accountId, storeId }, params: { pool } }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    return await refusedCreation({ accountId, poolId: found.value.id, storeId });
  },
});
