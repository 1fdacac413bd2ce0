import { z } from "@hono/zod-openapi";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { refuse, succeed } from "#app/errors/refusal.ts";
import { editDynamicPool } from "#app/pools/edit-dynamic-pool.server.ts";
import { editPool } from "#app/pools/edit-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import {
  BRIDGE_POOL_EXAMPLE,
  bridgePoolSchema,
  bridgePoolSettingsSchema,
} from "../schemas/bridge-pool-messages.ts";
import { poolName } from "../schemas/fields.ts";
import { actorOf } from "./actor-of.ts";
import { dynamicSettingsOf, staticSettingsOf } from "./pool-settings-of.ts";
import { shownPool } from "./shown-pool.ts";

const json = {
  schema: bridgePoolSettingsSchema,
  bytesMax: JSON_BODY_BYTES_MAX,
  example: { type: "static", name: "Welcome 2026", handle: "welcome-2026", lowWaterValue: 10 },
} as const;

export const putBridgePool = defineBridgeOperation({
  method: "put",
  path: "/bridge/v1/pools/{pool}",
  summary: "Change a pool",
  description: "All settings at once, as for a new pool. The type and the template stay.",
  params: z.object({ pool: poolName }),
  json,
  answer: { status: 200, description: "The pool.", schema: bridgePoolSchema, example: BRIDGE_POOL_EXAMPLE },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, params: { pool }, json: sent, actor }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const { id: poolId, type } = found.value;
    if (sent.type !== type) {
      const message = "The type of a pool stays. Create another pool.";
      return refuse("invalid_request", message, { errors: [{ path: "type", message }] });
    }
    const change = { accountId, poolId, actor: actorOf(actor) };
    const edited =
      type === "dynamic"
        ? await editDynamicPool({ ...change, settings: dynamicSettingsOf(sent) })
        : await editPool({ ...change, settings: staticSettingsOf(sent) });
    return edited.ok ? succeed(shownPool(edited.value)) : edited;
  },
});
