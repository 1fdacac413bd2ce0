import { z } from "@hono/zod-openapi";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { refuse, succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { askCheck } from "#app/replenishment/ask-check.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { BRIDGE_CHECK_EXAMPLE, bridgeCheckAnswerSchema } from "../schemas/bridge-check-messages.ts";
import { nothingSchema } from "../schemas/bridge-fields.ts";
import { poolName } from "../schemas/fields.ts";
import { shownCheck } from "./shown-check.server.ts";

export const postPoolCheck = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/pools/{pool}/check",
  summary: "Look up a pool's codes now",
  description:
    "Has some of the codes that are assigned next looked up with the next exchange. Asked for again within 30 seconds, it is the same look.",
  params: z.object({ pool: poolName }),
  json: { schema: nothingSchema, bytesMax: JSON_BODY_BYTES_MAX, example: {} },
  answer: {
    status: 202,
    description: "It is to come.",
    schema: bridgeCheckAnswerSchema,
    example: { check: { ...BRIDGE_CHECK_EXAMPLE, isLooking: true } },
  },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId, storeId }, params: { pool } }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const { id: poolId, type } = found.value;
    if (type === "dynamic") {
      return refuse(
        "invalid_request",
        "The codes of a dynamic pool need no look: they are made in this store, and missed when they go.",
      );
    }
    await askCheck({ accountId, poolId });
    return succeed(await shownCheck({ accountId, poolId, storeId }));
  },
});
