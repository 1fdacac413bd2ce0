import { offerCheck } from "#app/bridge/offer-check.server.ts";
import { templateOfRule } from "#app/bridge/template-of-rule.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { createTemplate } from "#app/templates/create-template.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import {
  BRIDGE_TEMPLATE_DETAIL_EXAMPLE,
  bridgeTemplateDetailSchema,
  OFFER_EXAMPLE,
  templateRequestSchema,
} from "../schemas/bridge-template-messages.ts";
import { actorOf } from "./actor-of.ts";
import { sentOffer } from "./sent-offer.ts";
import { shownTemplateDetail } from "./shown-template.ts";

export const postTemplate = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/templates",
  summary: "Create a template",
  description:
    "Of a cart price rule that exists, or of an offer, of which the module makes rules. What Magento cannot express of an offer is refused next to its field.",
  json: {
    schema: templateRequestSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: { name: "Welcome 10%", offer: OFFER_EXAMPLE },
  },
  answer: {
    status: 201,
    description: "The template.",
    schema: bridgeTemplateDetailSchema,
    example: BRIDGE_TEMPLATE_DETAIL_EXAMPLE,
  },
  refusals: ["not_found"],
  repeats: "by_message",
  handle: async ({ credentials: { accountId, storeId }, json: { name, rule, offer = {} }, actor }) => {
    const making = { accountId, storeId, actor: actorOf(actor) };
    const created =
      rule === undefined
        ? await createTemplate({
            ...making,
            input: { source: "described", name, offer: sentOffer(offer) },
            offerProblems: await offerCheck(storeId, new Date()),
          })
        : await templateOfRule({ ...making, name, ruleId: rule, now: new Date() });
    return created.ok ? succeed(shownTemplateDetail(created.value)) : created;
  },
});
