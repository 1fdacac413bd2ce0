import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { BRIDGE_CHECK_EXAMPLE, bridgeCheckAnswerSchema } from "../schemas/bridge-check-messages.ts";
import { poolName } from "../schemas/fields.ts";
import { shownCheck } from "./shown-check.server.ts";

export const getPoolCheck = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/pools/{pool}/check",
  summary: "Whether a pool's codes work at the checkout",
  description:
    "What the last look at some of the codes that are assigned next found in this store. They are looked up every hour. Null for a dynamic pool, whose codes the service itself looks after.",
  params: z.object({ pool: poolName }),
  answer: {
    status: 200,
    description: "The last look.",
    schema: bridgeCheckAnswerSchema,
    example: { check: BRIDGE_CHECK_EXAMPLE },
  },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials: { accountId, storeId }, params: { pool } }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const { id: poolId, type } = found.value;
    if (type === "dynamic") return succeed({ check: null });
    return succeed(await shownCheck({ accountId, poolId, storeId }));
  },
});
