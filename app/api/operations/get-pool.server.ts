import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { getPool as readPool } from "#app/pools/get-pool.server.ts";
import { defineOperation } from "../define-operation.server.ts";
import { poolName } from "../schemas/fields.ts";
import { POOL_EXAMPLE, poolSchema } from "../schemas/pool-messages.ts";

export const getPool = defineOperation({
  method: "get",
  path: "/v1/pools/{pool}",
  summary: "Get a pool",
  description: "One pool by its id or any handle it ever had.",
  params: z.object({ pool: poolName }),
  answer: { status: 200, description: "The pool.", schema: poolSchema, example: POOL_EXAMPLE },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials, params }) => {
    const found = await readPool({ accountId: credentials.accountId, pool: params.pool });
    // The schema names what is public; a pool's settings and counts are the pages' business.
    return found.ok ? succeed(poolSchema.parse(found.value)) : found;
  },
});
