import { z } from "@hono/zod-openapi";
import { offerCheck } from "#app/bridge/offer-check.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { editTemplate } from "#app/templates/edit-template.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { templateId } from "../schemas/bridge-fields.ts";
import {
  BRIDGE_TEMPLATE_DETAIL_EXAMPLE,
  bridgeTemplateDetailSchema,
  OFFER_EXAMPLE,
  templateChangeSchema,
} from "../schemas/bridge-template-messages.ts";
import { actorOf } from "./actor-of.ts";
import { sentOffer } from "./sent-offer.ts";
import { shownTemplateDetail } from "./shown-template.ts";
import { templateOfStore } from "./template-of-store.server.ts";

export const putTemplate = defineBridgeOperation({
  method: "put",
  path: "/bridge/v1/templates/{template}",
  summary: "Change a template",
  description:
    "Its name, and of a described one its offer: it goes to its rules, and there holds at once for codes that were sent before. A rule of the merchant's is edited in Magento.",
  params: z.object({ template: templateId }),
  json: {
    schema: templateChangeSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { name: "Welcome 10%", offer: OFFER_EXAMPLE },
  },
  answer: {
    status: 200,
    description: "The template.",
    schema: bridgeTemplateDetailSchema,
    example: BRIDGE_TEMPLATE_DETAIL_EXAMPLE,
  },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials, params: { template }, json: { name, offer }, actor }) => {
    const found = await templateOfStore(credentials, template);
    if (!found.ok) return found;
    const edited = await editTemplate({
      accountId: credentials.accountId,
      templateId: template,
      actor: actorOf(actor),
      input: { name, ...(offer ? { offer: sentOffer(offer) } : {}) },
      offerProblems: await offerCheck(credentials.storeId, new Date()),
    });
    return edited.ok ? succeed(shownTemplateDetail(edited.value)) : edited;
  },
});
