import type { z } from "@hono/zod-openapi";
import { offerForMagento } from "../../platforms/magento/offer-messages.ts";
import type { TemplateDetail, TemplateView } from "../../templates/template-view.ts";
import type {
  bridgeTemplateDetailSchema,
  bridgeTemplateSchema,
} from "../schemas/bridge-template-messages.ts";

/** A template as the pages of the Magento admin show it. */
export function shownTemplate(template: TemplateView): z.input<typeof bridgeTemplateSchema> {
  const {
    id,
    name,
    source,
    discountId,
    platformStatus: status,
    words,
    pools,
    archivedAt,
    createdAt,
  } = template;
  return { id, name, source, rule: ruleOf(discountId), status, words, pools, archivedAt, createdAt };
}

/** The same with its offer and the rules that hold its codes. */
export function shownTemplateDetail(template: TemplateDetail): z.input<typeof bridgeTemplateDetailSchema> {
  const { offer, groups } = template;
  return {
    ...shownTemplate(template),
    offer: offer && offerForMagento(offer),
    rules: groups.map(({ discountId, title, endsAt, refusal }) => ({
      rule: ruleOf(discountId),
      title,
      endsAt,
      problem: refusal,
    })),
  };
}

/** Magento's number of a rule. Null: it is none, or not made yet. */
function ruleOf(discountId: string | null): number | null {
  return discountId !== null && /^\d+$/.test(discountId) ? Number(discountId) : null;
}
