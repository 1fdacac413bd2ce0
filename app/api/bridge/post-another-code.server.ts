import { z } from "@hono/zod-openapi";
import { assignAnother } from "#app/claims/assign-another.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { refuse } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { claimKey, instant, poolName } from "../schemas/fields.ts";
import { actorOf } from "./actor-of.ts";

export const postAnotherCode = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/pools/{pool}/another",
  summary: "Assign another code to the same contact",
  description:
    "Gives the contact of a message one more code of the pool, under a key of its own. What becomes of the earlier one is said with it; in a pool that gives each contact one code it is marked void in any case. Both happen or neither. The email platform does not learn of it.",
  params: z.object({ pool: poolName }),
  json: {
    schema: z
      .object({
        key: claimKey,
        earlier: z.enum(["void", "stays"]).openapi({ description: "What becomes of the earlier code." }),
      })
      .openapi("BridgeAnotherWish"),
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { key: "msg-000001", earlier: "void" },
  },
  answer: {
    status: 200,
    description: "The code.",
    schema: z
      .object({
        key: z.string().openapi({ description: "The key under which it is found." }),
        code: z.string(),
        expiresAt: instant.nullable(),
      })
      .openapi("BridgeAnotherCode"),
    example: {
      key: "another-2f6e4a54-a5b2-47a4-9d6f-2c110f6e6b3c",
      code: "WELCOME-9XW4TD",
      expiresAt: null,
    },
  },
  refusals: ["not_found", "key_erased", "pool_archived", "pool_unavailable"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, params: { pool }, json, actor }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const poolId = found.value.id;
    const assigned = await assignAnother({ accountId, actor: actorOf(actor), poolId, ...json });
    // For the person before the page it is an answer, not a fault on our side to be waited out.
    if (!assigned.ok && assigned.refusal.code === "codes_not_ready") {
      return refuse("pool_unavailable", assigned.refusal.detail);
    }
    return assigned;
  },
});
