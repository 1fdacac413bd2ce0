import { z } from "zod";

// What the Magento module and the service say to each other: docs/bridge-protocol.md. Unknown fields are ignored.

/** Most codes of one instruction, by the protocol. */
export const INSTRUCTION_CODES_MAX = 5_000;
/** Most codes of one look. */
export const INSTRUCTION_FINDS_MAX = 250;
export const RESULTS_PER_EXCHANGE_MAX = 50;
export const EVENTS_PER_EXCHANGE_MAX = 500;
export const RULES_PER_PAGE_MAX = 100;
export const INSTRUCTIONS_PER_EXCHANGE_MAX = 20;

/** The database takes no text with the character 0: what has one is refused alone, or would hold up all that comes with it. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .refine((value) => !value.includes("\0"), "Must not hold the character 0.");
const instant = z.iso.datetime({ offset: true });
const ruleId = z.int().positive();
/** Longer than any code of ours: what a buyer typed comes as it is. */
const code = text(255);

/** What the module says of its shop with every call. */
export const shopSchema = z.object({
  name: text(200),
  baseUrl: text(500),
  timeZone: text(64),
  currency: z.string().regex(/^[A-Z]{3}$/),
  magentoVersion: text(50),
  edition: text(50),
  moduleVersion: text(50),
});

/** Where the module runs: its database as its server names it, and the last cursor that it kept in there. */
export const placeSchema = z.object({ database: text(64), cursor: text(64).nullable() });

/** A cart price rule, as reported. */
export const magentoRuleSchema = z.object({
  id: ruleId,
  name: text(255),
  description: text(10_000).default(""),
  isActive: z.boolean(),
  /** `specific`, `auto` or `none`. */
  couponType: text(20),
  autoGeneration: z.boolean(),
  /** Days in the shop's time zone, both included. */
  fromDate: z.iso.date().nullable(),
  toDate: z.iso.date().nullable(),
  /** 0: no limit. */
  usesPerCoupon: z.int().min(0),
  usesPerCustomer: z.int().min(0),
  websites: z.array(text(255)),
  customerGroups: z.array(text(255)),
  /** `by_percent`, `by_fixed`, `cart_fixed`, `buy_x_get_y`, or another module's own. */
  action: text(100),
  amount: text(30),
  quantity: text(30).nullable(),
  step: z.number().min(0),
  applyToShipping: z.boolean(),
  freeShipping: text(40),
  hasConditions: z.boolean(),
  coupons: z.int().min(0),
  /** Made by an instruction of ours. */
  ours: z.boolean(),
  updatedAt: text(40).nullable(),
});
export type MagentoRule = z.output<typeof magentoRuleSchema>;

/** A part of the rule report; a rule that no page of a complete generation names is gone. */
export const rulesPageSchema = z.object({
  generation: text(40),
  page: z.int().positive(),
  last: z.boolean(),
  rules: z.array(magentoRuleSchema).max(RULES_PER_PAGE_MAX),
});
export type RulesPage = z.output<typeof rulesPageSchema>;

const eventId = text(64).min(1);
const money = z
  .string()
  .regex(/^-?\d{1,14}(\.\d{1,4})?$/)
  .nullable();

export const eventSchema = z.discriminatedUnion("kind", [
  z.object({
    id: eventId,
    kind: z.literal("redeemed"),
    data: z.object({
      code,
      orderId: text(64),
      orderNumber: text(64).nullable(),
      total: money,
      discount: money,
      currency: text(3).nullable(),
      at: instant,
    }),
  }),
  z.object({
    id: eventId,
    kind: z.literal("reversed"),
    data: z.object({ code, orderId: text(64), at: instant }),
  }),
  z.object({ id: eventId, kind: z.literal("code.deleted"), data: z.object({ code, at: instant }) }),
  z.object({ id: eventId, kind: z.literal("rule.changed"), data: magentoRuleSchema }),
  z.object({ id: eventId, kind: z.literal("rule.deleted"), data: z.object({ id: ruleId }) }),
]);
export type BridgeEvent = z.output<typeof eventSchema>;

export const resultSchema = z.object({
  instruction: z.string().max(64),
  outcome: z.enum(["done", "failed"]),
  detail: z.string().max(2_000).nullable().default(null),
  data: z.record(z.string(), z.unknown()).default({}),
});
export type BridgeResult = z.output<typeof resultSchema>;

/** What a done instruction tells, by its kind. */
export const RESULT_DATA = {
  "codes.insert": z.object({ created: z.int(), taken: z.array(code), invalid: z.array(code) }),
  "codes.delete": z.object({ deleted: z.int() }),
  "codes.expire": z.object({ applied: z.int(), missing: z.array(code) }),
  "codes.find": z.object({
    found: z.array(
      z.object({
        code,
        rule: ruleId,
        ours: z.boolean(),
        status: z.enum(["active", "scheduled", "expired", "inactive"]),
        /** As often as its rule allows one code, by the shop's own count. Older modules do not tell. */
        usedUp: z.boolean().default(false),
      }),
    ),
  }),
  "rule.create": z.object({ rule: ruleId }),
  "rule.update": z.object({}),
  "rule.delete": z.object({}),
  "rules.report": z.object({}),
} as const;
export type InstructionKind = keyof typeof RESULT_DATA;

/** What a look asks for, as it is kept with the instruction. */
export const FIND_DATA = z.object({ codes: z.array(z.string()) });

/** Which edit of its offer a rule was written with, as it is kept with the instruction. */
export const RULE_DATA = z.object({ offerVersion: z.int() });

/** What an instruction asks for, by its kind. */
export interface InstructionData {
  /** `again`: the shop made them before, and may have lost that they are ours. */
  "codes.insert": { rule: number; codes: string[]; again?: true };
  "codes.delete": { codes: string[] };
  "codes.expire": { expiries: { code: string; expiresAt: string }[] };
  "codes.find": z.output<typeof FIND_DATA>;
  "rule.create": RuleToWrite;
  "rule.update": RuleToWrite & { rule: number };
  "rule.delete": { rule: number };
  "rules.report": Record<string, never>;
}

/** A rule that the module makes from an offer. Days in the shop's time zone. */
export interface RuleToWrite {
  group: string;
  name: string;
  offer: unknown;
  /** Which edit of the offer this is. */
  offerVersion: number;
  startsOn: string | null;
  endsOn: string | null;
}
