import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { listOutlooks } from "#app/forecast/list-outlooks.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { BRIDGE_POOL_FORECAST_EXAMPLE, bridgePoolForecastSchema } from "../schemas/bridge-pool-messages.ts";
import { poolName } from "../schemas/fields.ts";
import { shownPool } from "./shown-pool.ts";

export const getBridgePool = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/pools/{pool}",
  summary: "Get a pool with its settings",
  description:
    "One pool with its settings, its counts, when it will run dry and, for a dynamic one, what is made how.",
  params: z.object({ pool: poolName }),
  answer: {
    status: 200,
    description: "The pool.",
    schema: bridgePoolForecastSchema,
    example: BRIDGE_POOL_FORECAST_EXAMPLE,
  },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials: { accountId }, params: { pool } }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const { id, status } = found.value;
    const outlooks = status === "archived" ? {} : await listOutlooks([id]);
    return succeed({ ...shownPool(found.value), forecast: outlooks[id] ?? null });
  },
});
