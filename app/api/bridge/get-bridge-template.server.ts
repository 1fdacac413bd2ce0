import { z } from "@hono/zod-openapi";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { templateId } from "../schemas/bridge-fields.ts";
import {
  BRIDGE_TEMPLATE_DETAIL_EXAMPLE,
  bridgeTemplateDetailSchema,
} from "../schemas/bridge-template-messages.ts";
import { shownTemplateDetail } from "./shown-template.ts";
import { templateOfStore } from "./template-of-store.server.ts";

export const getBridgeTemplate = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/templates/{template}",
  summary: "Get a template",
  description: "One of this store, with its offer and the rules that hold its codes.",
  params: z.object({ template: templateId }),
  answer: {
    status: 200,
    description: "The template.",
    schema: bridgeTemplateDetailSchema,
    example: BRIDGE_TEMPLATE_DETAIL_EXAMPLE,
  },
  refusals: ["not_found"],
  repeats: "reads",
  handle: async ({ credentials, params: { template } }) => {
    const found = await templateOfStore(credentials, template);
    return found.ok ? succeed(shownTemplateDetail(found.value)) : found;
  },
});
