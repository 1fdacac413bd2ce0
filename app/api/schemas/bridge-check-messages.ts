import { z } from "@hono/zod-openapi";
import { REFUSED_WHY } from "../../pools/refused-codes.ts";
import { instant } from "./fields.ts";

/** What is known of a static pool's codes at the checkout. */
export const bridgeCheckSchema = z
  .object({
    checkedAt: instant.nullable().openapi({ description: "When codes were looked up last; null: never." }),
    looked: z.int().openapi({ description: "Codes that were looked up: some of those assigned next." }),
    isLooking: z.boolean().openapi({ description: "Somebody asked for a look that is to come." }),
    trouble: z.string().nullable().openapi({
      description: "Why codes could not be looked up: a word such as `disconnected`, or a sentence.",
    }),
    refused: z
      .array(
        z.object({
          code: z.string(),
          why: z.enum(REFUSED_WHY),
          rule: z.string().nullable().openapi({ description: "The name of the rule that has the code." }),
        }),
      )
      .openapi({ description: "Of those, the ones that the checkout would refuse." }),
  })
  .openapi("BridgeCheck");

export const BRIDGE_CHECK_EXAMPLE: z.input<typeof bridgeCheckSchema> = {
  checkedAt: "2026-11-23T09:00:00.000Z",
  looked: 20,
  isLooking: false,
  trouble: null,
  refused: [{ code: "SPRING-7KQ2MX", why: "ended", rule: "Spring 2025" }],
};

/** The answer of both calls. */
export const bridgeCheckAnswerSchema = z
  .object({
    check: bridgeCheckSchema.nullable().openapi({
      description: "Null: the pool has no code that could be looked up.",
    }),
  })
  .openapi("BridgeCheckOrNone");
