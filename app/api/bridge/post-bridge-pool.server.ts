import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { createDynamicPool } from "#app/pools/create-dynamic-pool.server.ts";
import { createPool } from "#app/pools/create-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import {
  BRIDGE_POOL_EXAMPLE,
  bridgePoolSchema,
  bridgePoolSettingsSchema,
} from "../schemas/bridge-pool-messages.ts";
import { actorOf } from "./actor-of.ts";
import { dynamicSettingsOf, staticSettingsOf } from "./pool-settings-of.ts";
import { shownPool } from "./shown-pool.ts";

const json = {
  schema: bridgePoolSettingsSchema,
  bytesMax: JSON_BODY_BYTES_MAX,
  example: { type: "static", name: "Welcome 2026", handle: "welcome-2026", lowWaterValue: 10 },
} as const;

export const postBridgePool = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/pools",
  summary: "Create a pool",
  description:
    "Static or dynamic. What is wrong with a field is told next to its name; a setting that is left out is the usual one.",
  json,
  answer: { status: 201, description: "The pool.", schema: bridgePoolSchema, example: BRIDGE_POOL_EXAMPLE },
  refusals: [],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, json: sent, actor }) => {
    const by = { accountId, actor: actorOf(actor) };
    const created =
      sent.type === "dynamic"
        ? await createDynamicPool({ ...by, settings: dynamicSettingsOf(sent) })
        : await createPool({ ...by, settings: staticSettingsOf(sent) });
    return created.ok ? succeed(shownPool(created.value)) : created;
  },
});
