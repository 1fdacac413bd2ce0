import { createPoolWithTemplate } from "#app/bridge/create-pool-with-template.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { createDynamicPool } from "#app/pools/create-dynamic-pool.server.ts";
import { createPool } from "#app/pools/create-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import {
  BRIDGE_POOL_EXAMPLE,
  bridgeNewPoolSchema,
  bridgePoolSchema,
} from "../schemas/bridge-pool-messages.ts";
import { actorOf } from "./actor-of.ts";
import { dynamicSettingsOf, staticSettingsOf } from "./pool-settings-of.ts";
import { sentTemplate } from "./sent-template.ts";
import { shownPool } from "./shown-pool.ts";

const json = {
  schema: bridgeNewPoolSchema,
  bytesMax: JSON_BODY_BYTES_MAX,
  example: { type: "static", name: "Welcome 2026", handle: "welcome-2026", lowWaterValue: 10 },
} as const;

export const postBridgePool = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/pools",
  summary: "Create a pool",
  description:
    "Static or dynamic. Whatever is wrong is told at once, next to the names of the fields; a setting that is left out is the usual one. A dynamic pool has a template (`templateId`), or brings one along (`template`).",
  json,
  answer: { status: 201, description: "The pool.", schema: bridgePoolSchema, example: BRIDGE_POOL_EXAMPLE },
  refusals: [],
  repeats: "by_message",
  handle: async ({ credentials: { accountId, storeId }, json: { template, ...sent }, actor }) => {
    const by = { accountId, actor: actorOf(actor) };
    const create = async () => {
      if (sent.type === "static") return await createPool({ ...by, settings: staticSettingsOf(sent) });
      const settings = dynamicSettingsOf(sent);
      if (!template) return await createDynamicPool({ ...by, settings });
      const wish = { ...by, storeId, settings, template: sentTemplate(template), now: new Date() };
      return await createPoolWithTemplate(wish);
    };
    const created = await create();
    return created.ok ? succeed(shownPool(created.value)) : created;
  },
});
