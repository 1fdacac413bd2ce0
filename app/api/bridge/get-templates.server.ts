import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { listTemplates } from "#app/templates/list-templates.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { BRIDGE_TEMPLATES_EXAMPLE, bridgeTemplateSchema } from "../schemas/bridge-template-messages.ts";
import { shownTemplate } from "./shown-template.ts";

export const getTemplates = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/templates",
  summary: "List templates",
  description: "Those of this store, by name; archived ones are left out.",
  answer: {
    status: 200,
    description: "The templates.",
    schema: z.object({ templates: z.array(bridgeTemplateSchema) }).openapi("BridgeTemplates"),
    example: BRIDGE_TEMPLATES_EXAMPLE,
  },
  refusals: [],
  repeats: "reads",
  handle: async ({ credentials: { accountId, storeId } }) => {
    const templates = await listTemplates({ accountId, archived: "no" });
    return succeed({
      templates: templates.filter((template) => template.storeId === storeId).map(shownTemplate),
    });
  },
});
