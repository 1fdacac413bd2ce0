import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { readRedemptionFigures } from "#app/redemptions/read-redemption-figures.server.ts";
import { redemptionRate } from "#app/redemptions/redemption-figures.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import {
  BRIDGE_REDEMPTIONS_EXAMPLE,
  bridgeRedemptionsSchema,
} from "../schemas/bridge-redemption-messages.ts";
import { poolName } from "../schemas/fields.ts";

export const getPoolRedemptions = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/pools/{pool}/redemptions",
  summary: "What a pool's codes brought in",
  description:
    "How many of the assigned codes were redeemed, how soon, and what the orders came to, by currency. An order counts once, however many of its codes are of this pool; cancelled orders are left out, refunds change nothing.",
  params: z.object({ pool: poolName }),
  answer: {
    status: 200,
    description: "The figures.",
    schema: bridgeRedemptionsSchema,
    example: BRIDGE_REDEMPTIONS_EXAMPLE,
  },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials: { accountId }, params: { pool } }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const { id: poolId, assigned, redeemed } = found.value;
    const { money, medianSeconds } = await readRedemptionFigures({ accountId, poolId });
    const rate = redeemed === null ? null : redemptionRate({ assigned, redeemed });
    return succeed({
      assigned,
      redeemed,
      percentRedeemed: rate === null ? null : Math.round(rate * 100) / 100,
      medianSeconds: medianSeconds === null ? null : Math.round(medianSeconds),
      money,
    });
  },
});
