import { z } from "@hono/zod-openapi";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { cancelCreation } from "#app/replenishment/cancel-creation.server.ts";
import { findCreation } from "#app/replenishment/find-creation.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { BRIDGE_CREATION_EXAMPLE, bridgeCreationSchema } from "../schemas/bridge-creation-messages.ts";
import { nothingSchema } from "../schemas/bridge-fields.ts";
import { poolName } from "../schemas/fields.ts";

export const postCreationCancel = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/pools/{pool}/creation/cancel",
  summary: "Stop the creation of a pool's codes",
  description:
    "After the batch that is on its way. What was created stays: it works, and may be assigned already. Harmless when nothing is under way.",
  params: z.object({ pool: poolName }),
  json: { schema: nothingSchema, bytesMax: JSON_BODY_BYTES_MAX, example: {} },
  answer: {
    status: 200,
    description: "How far it came.",
    schema: z.object({ creation: bridgeCreationSchema.nullable() }).openapi("BridgeCreationCancelled"),
    example: { creation: { ...BRIDGE_CREATION_EXAMPLE, state: "cancelling" } },
  },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId, storeId }, params: { pool } }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const poolId = found.value.id;
    await cancelCreation({ accountId, poolId, storeId });
    return succeed({ creation: await findCreation(poolId, storeId) });
  },
});
