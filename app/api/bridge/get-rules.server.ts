import { z } from "@hono/zod-openapi";
import { showRules } from "#app/bridge/show-rules.server.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { BRIDGE_RULE_EXAMPLE, bridgeRuleSchema } from "../schemas/bridge-template-messages.ts";

export const getRules = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/rules",
  summary: "The store's cart price rules",
  description: "Those with a coupon, as the module last reported them, with what is wrong with each.",
  answer: {
    status: 200,
    description: "By name.",
    schema: z.object({ rules: z.array(bridgeRuleSchema) }).openapi("BridgeRules"),
    example: { rules: [BRIDGE_RULE_EXAMPLE] },
  },
  refusals: [],
  repeats: "reads",
  handle: async ({ credentials: { storeId } }) => {
    const shown = await showRules({ storeId, now: new Date() });
    return succeed({
      rules: shown.map(({ rule, summary: { value, conditions }, problems }) => ({
        ...rule,
        words: [value, ...conditions],
        problems,
      })),
    });
  },
});
