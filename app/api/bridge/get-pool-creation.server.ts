import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { findCreation } from "#app/replenishment/find-creation.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { BRIDGE_CREATION_EXAMPLE, bridgeCreationSchema } from "../schemas/bridge-creation-messages.ts";
import { poolName } from "../schemas/fields.ts";

export const getPoolCreation = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/pools/{pool}/creation",
  summary: "How far the creation of a pool's codes has come",
  description:
    "The one under way in this store, or what came of the last one in the last seven days; else null.",
  params: z.object({ pool: poolName }),
  answer: {
    status: 200,
    description: "The creation.",
    schema: z.object({ creation: bridgeCreationSchema.nullable() }).openapi("BridgeCreationOrNone"),
    example: { creation: BRIDGE_CREATION_EXAMPLE },
  },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials: { accountId, storeId }, params: { pool } }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    return succeed({ creation: await findCreation(found.value.id, storeId) });
  },
});
