import { z } from "@hono/zod-openapi";
import { listClaims } from "#app/claims/list-claims.server.ts";
import { succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { limit, offset } from "../schemas/bridge-fields.ts";
import { CLAIM_MATCH_EXAMPLE, claimMatchSchema } from "../schemas/bridge-pool-messages.ts";
import { poolName } from "../schemas/fields.ts";

export const getPoolClaims = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/pools/{pool}/claims",
  summary: "The latest codes of a pool",
  description: "Codes that were assigned, the newest first.",
  params: z.object({ pool: poolName }),
  query: z.object({ offset, limit }),
  answer: {
    status: 200,
    description: "Some of them.",
    schema: z.object({ claims: z.array(claimMatchSchema) }).openapi("BridgeClaims"),
    example: { claims: [CLAIM_MATCH_EXAMPLE] },
  },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials: { accountId }, params: { pool }, query }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    return succeed({ claims: await listClaims({ accountId, poolId: found.value.id, ...query }) });
  },
});
