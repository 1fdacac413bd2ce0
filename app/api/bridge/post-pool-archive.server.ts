import { z } from "@hono/zod-openapi";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { BRIDGE_POOL_EXAMPLE, bridgePoolSchema } from "../schemas/bridge-pool-messages.ts";
import { poolName } from "../schemas/fields.ts";
import { actorOf } from "./actor-of.ts";
import { shownPool } from "./shown-pool.ts";

export const postPoolArchive = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/pools/{pool}/archive",
  summary: "Archive a pool",
  description: "It hands out nothing any more; everything is kept, and it can be restored.",
  params: z.object({ pool: poolName }),
  json: {
    schema: z
      .object({
        deleteUnassigned: z.boolean().default(false).openapi({
          description: "Of a dynamic pool: delete the codes in the shop that nobody got.",
        }),
      })
      .openapi("BridgeArchiving"),
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { deleteUnassigned: false },
  },
  answer: { status: 200, description: "The pool.", schema: bridgePoolSchema, example: BRIDGE_POOL_EXAMPLE },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, params: { pool }, json, actor }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const archived = await archivePool({
      accountId,
      poolId: found.value.id,
      actor: actorOf(actor),
      unassigned: json.deleteUnassigned ? "delete" : "keep",
    });
    return archived.ok ? succeed(shownPool(archived.value)) : archived;
  },
});
