import { z } from "@hono/zod-openapi";
import { findCode } from "#app/claims/find-code.server.ts";
import { markVoid } from "#app/claims/mark-void.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { refuse, succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { poolName, textOf } from "../schemas/fields.ts";
import { actorOf } from "./actor-of.ts";

const IN_SHOP = { "is deleted": "deleted", stays: "stays" } as const;

export const postCodeVoid = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/pools/{pool}/void",
  summary: "Mark a code void",
  description:
    "The code is never handed out again, and whoever got it holds it no longer. One that was made for a dynamic pool is deleted in the shop with the next exchanges; an uploaded one goes on working there. Cannot be undone. A code that is void already, or was redeemed, is refused with a sentence.",
  params: z.object({ pool: poolName }),
  json: {
    schema: z.object({ code: textOf(255) }).openapi("BridgeCodeToVoid"),
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { code: "WELCOME-7KQ2MX" },
  },
  answer: {
    status: 200,
    description: "It is void.",
    schema: z
      .object({
        inShop: z.enum(["deleted", "stays"]).openapi({ description: "What becomes of it in the shop." }),
      })
      .openapi("BridgeCodeVoided"),
    example: { inShop: "deleted" },
  },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId }, params: { pool }, json, actor }) => {
    const found = await getPool({ accountId, pool });
    if (!found.ok) return found;
    const code = await findCode({ accountId, code: json.code });
    if (code?.poolId !== found.value.id) return refuse("not_found", "This pool has no such code.");
    const voided = await markVoid({ accountId, actor: actorOf(actor), codeId: code.id });
    if (!voided.ok) return voided;
    return succeed({ inShop: IN_SHOP[voided.value.inShop] });
  },
});
