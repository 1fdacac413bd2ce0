import { z } from "@hono/zod-openapi";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { findCreation } from "#app/replenishment/find-creation.server.ts";
import { startCreation } from "#app/replenishment/start-creation.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { BRIDGE_CREATION_EXAMPLE, bridgeCreationSchema } from "../schemas/bridge-creation-messages.ts";
import { templateId } from "../schemas/bridge-fields.ts";
import { poolName } from "../schemas/fields.ts";
import { actorOf } from "./actor-of.ts";
import { templateOfStore } from "./template-of-store.server.ts";

export const postPoolCreation = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/pools/{pool}/creations",
  summary: "Create a static pool's codes in the shop",
  description:
    "Has every unassigned code of the pool created as a coupon of the template's rule; those that are there stay as they are. Goes on over the next exchanges. Asked for again while it is under way, it answers the first.",
  params: z.object({ pool: poolName }),
  json: {
    schema: z.object({ template: templateId }).openapi("BridgeCreationWish"),
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { template: "tpl_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC" },
  },
  answer: {
    status: 202,
    description: "It has begun.",
    schema: z.object({ creation: bridgeCreationSchema.nullable() }).openapi("BridgeCreationBegun"),
    example: { creation: BRIDGE_CREATION_EXAMPLE },
  },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials, params: { pool }, json, actor }) => {
    const { accountId, storeId } = credentials;
    const template = await templateOfStore(credentials, json.template);
    if (!template.ok) return template;
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const poolId = found.value.id;
    const started = await startCreation({
      accountId,
      poolId,
      templateId: json.template,
      actor: actorOf(actor),
    });
    return started.ok ? succeed({ creation: await findCreation(poolId, storeId) }) : started;
  },
});
