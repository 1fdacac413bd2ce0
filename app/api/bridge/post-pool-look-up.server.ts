import { z } from "@hono/zod-openapi";
import { findMatches } from "#app/claims/find-matches.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { refuse, succeed } from "#app/errors/refusal.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import {
  BRIDGE_POOL_EXAMPLE,
  CLAIM_MATCH_EXAMPLE,
  claimMatchSchema,
} from "../schemas/bridge-pool-messages.ts";
import { lineOf, poolName, textOf } from "../schemas/fields.ts";

const QUESTIONS = ["code", "contact", "key"] as const;

export const postPoolLookUp = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/pools/{pool}/look-up",
  summary: "Who got this code",
  description:
    "By a code of the account, wherever it is, or by a contact or a key of this pool. Uses nothing up. A POST, so that no contact stands in an address.",
  params: z.object({ pool: poolName }),
  json: {
    schema: z
      .object({
        code: textOf(255).optional(),
        contact: textOf(320).optional(),
        key: lineOf(200).optional(),
      })
      .openapi("BridgeLookUp"),
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { code: CLAIM_MATCH_EXAMPLE.code },
  },
  answer: {
    status: 200,
    description: "What was found, the newest first; nothing is an empty list.",
    schema: z
      .object({
        matches: z.array(
          claimMatchSchema.extend({
            anotherFor: z
              .string()
              .nullable()
              .openapi({ description: "The code of the same contact for which an admin assigned this one." }),
            others: z.string().nullable().openapi({
              description: "The codes that were assigned for this one, with commas between them.",
            }),
            pool: z.object({ id: z.string(), name: z.string() }),
          }),
        ),
        hasOlder: z.boolean().openapi({ description: "Whether there are older ones, which are left out." }),
      })
      .openapi("BridgeMatches"),
    example: {
      matches: [
        {
          ...CLAIM_MATCH_EXAMPLE,
          anotherFor: null,
          others: null,
          pool: { id: BRIDGE_POOL_EXAMPLE.id, name: BRIDGE_POOL_EXAMPLE.name },
        },
      ],
      hasOlder: false,
    },
  },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials: { accountId }, params: { pool: named }, json }) => {
    const found = await getPool({ accountId, pool: named });
    if (!found.ok) return found;
    const questions = QUESTIONS.flatMap((by) => {
      const asked = json[by];
      return asked === undefined ? [] : [{ by, asked }];
    });
    const [question] = questions;
    if (!question || questions.length > 1) {
      return refuse("invalid_request", "Ask for one of code, contact and key.");
    }
    return succeed(await findMatches({ accountId, pool: found.value, question }));
  },
});
