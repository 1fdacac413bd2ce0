import { z } from "@hono/zod-openapi";
import { magentoRuleSchema } from "../../platforms/magento/exchange-messages.ts";
import { PLATFORM_STATUSES, TEMPLATE_SOURCES } from "../../templates/template-view.ts";
import { instant } from "./fields.ts";

export const bridgeRuleSchema = magentoRuleSchema
  .extend({
    words: z.array(z.string()).openapi({ description: "What it does, in sentences." }),
    problems: z.array(z.string()).openapi({
      description: "Why no pool can be made of it, in sentences. Empty: one can.",
    }),
  })
  .openapi("BridgeRule");

export const BRIDGE_RULE_EXAMPLE = {
  id: 12,
  name: "Welcome 10%",
  description: "",
  isActive: true,
  couponType: "specific",
  autoGeneration: true,
  fromDate: "2026-01-01",
  toDate: null,
  usesPerCoupon: 1,
  usesPerCustomer: 0,
  websites: ["Main Website"],
  customerGroups: ["NOT LOGGED IN", "General"],
  action: "by_percent",
  amount: "10.0000",
  quantity: null,
  step: 0,
  applyToShipping: false,
  freeShipping: "none",
  hasConditions: false,
  coupons: 1_200,
  ours: false,
  updatedAt: null,
  words: ["10% off"],
  problems: [],
};

export const bridgeTemplateSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    source: z.enum(TEMPLATE_SOURCES).openapi({
      description: "`existing`: a rule of the merchant's. `described`: its rules are made by the module.",
    }),
    rule: z.int().nullable().openapi({ description: "The merchant's rule." }),
    status: z.enum(PLATFORM_STATUSES),
    words: z.array(z.string()).openapi({ description: "What it is worth, in sentences." }),
    pools: z.array(z.object({ id: z.string(), name: z.string(), handle: z.string() })),
    archivedAt: instant.nullable(),
    createdAt: instant,
  })
  .openapi("BridgeTemplate");

export const bridgeTemplateDetailSchema = bridgeTemplateSchema
  .extend({
    offer: z.record(z.string(), z.unknown()).nullable().openapi({
      description: "What was described. Products are SKUs, collections numbers of categories.",
    }),
    rules: z
      .array(
        z.object({
          rule: z.int().nullable().openapi({ description: "Null: still to be made." }),
          title: z.string(),
          endsAt: instant.nullable(),
          problem: z.string().nullable().openapi({ description: "Why Magento refused the last change." }),
        }),
      )
      .openapi({ description: "The rules that hold its codes." }),
  })
  .openapi("BridgeTemplateDetail");

const BRIDGE_TEMPLATE_EXAMPLE: z.input<typeof bridgeTemplateSchema> = {
  id: "tpl_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
  name: "Welcome 10%",
  source: "existing",
  rule: 12,
  status: "working",
  words: ["10% off."],
  pools: [],
  archivedAt: null,
  createdAt: "2026-11-23T09:00:00.000Z",
};
export const BRIDGE_TEMPLATES_EXAMPLE = { templates: [BRIDGE_TEMPLATE_EXAMPLE] };
export const BRIDGE_TEMPLATE_DETAIL_EXAMPLE = { ...BRIDGE_TEMPLATE_EXAMPLE, offer: null, rules: [] };

const OFFER_TEXT =
  "What every code does: `reward` (`amount_off` with `value` and `items`, `buy_x_get_y` with `buys` and `gets`, or `free_shipping`), `minimum`, `usesPerCode`, `oncePerCustomer`, `startsAt`, `endsAt`. Products are SKUs, collections numbers of categories.";
export const OFFER_EXAMPLE = {
  reward: {
    kind: "amount_off",
    value: { kind: "percentage", percent: 10 },
    items: { kind: "products", ids: ["24-MB01"] },
  },
  minimum: { kind: "subtotal", amount: 50 },
  usesPerCode: 1,
  startsAt: "2026-11-23T00:00:00Z",
  endsAt: null,
};

const name = z.string().max(1_000);
const offer = z.record(z.string(), z.unknown()).openapi({ description: OFFER_TEXT });

export const templateRequestSchema = z
  .object({
    name,
    rule: z.int().positive().optional().openapi({ description: "A rule that exists." }),
    offer: offer.optional(),
  })
  .refine((request) => (request.rule === undefined) !== (request.offer === undefined), {
    path: ["rule"],
    error: "Send either the number of a rule or an offer.",
  })
  .openapi("BridgeTemplateRequest");

export const templateChangeSchema = z
  .object({
    name,
    offer: offer.optional().openapi({ description: `Of a described one. ${OFFER_TEXT}` }),
  })
  .openapi("BridgeTemplateChange");
