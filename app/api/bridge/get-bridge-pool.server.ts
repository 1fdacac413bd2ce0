import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { BRIDGE_POOL_EXAMPLE, bridgePoolSchema } from "../schemas/bridge-pool-messages.ts";
import { poolName } from "../schemas/fields.ts";
import { shownPool } from "./shown-pool.ts";

export const getBridgePool = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/pools/{pool}",
  summary: "Get a pool with its settings",
  description: "One pool with its settings, its counts and, for a dynamic one, what is made how.",
  params: z.object({ pool: poolName }),
  answer: { status: 200, description: "The pool.", schema: bridgePoolSchema, example: BRIDGE_POOL_EXAMPLE },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials: { accountId }, params: { pool } }) => {
    const found = await getPool({ accountId, pool });
    return found.ok ? succeed(shownPool(found.value)) : found;
  },
});
