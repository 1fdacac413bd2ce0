import { z } from "@hono/zod-openapi";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { unarchivePool } from "#app/pools/unarchive-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { nothingSchema } from "../schemas/bridge-fields.ts";
import { BRIDGE_POOL_EXAMPLE, bridgePoolSchema } from "../schemas/bridge-pool-messages.ts";
import { poolName } from "../schemas/fields.ts";
import { actorOf } from "./actor-of.ts";
import { shownPool } from "./shown-pool.ts";

export const postPoolUnarchive = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/pools/{pool}/unarchive",
  summary: "Restore a pool",
  description: "Takes a pool out of the archive, as it was.",
  params: z.object({ pool: poolName }),
  json: { schema: nothingSchema, bytesMax: JSON_BODY_BYTES_MAX, example: {} },
  answer: { status: 200, description: "The pool.", schema: bridgePoolSchema, example: BRIDGE_POOL_EXAMPLE },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, params: { pool }, actor }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const restored = await unarchivePool({ accountId, poolId: found.value.id, actor: actorOf(actor) });
    return restored.ok ? succeed(shownPool(restored.value)) : restored;
  },
});
