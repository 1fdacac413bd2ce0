import { z } from "@hono/zod-openapi";
import { LOW_WATER_UNITS, PER_CONTACT, POOL_STATUSES, POOL_TYPES, WHEN_DRY } from "../../pools/pool-view.ts";
import { limit, offset } from "./bridge-fields.ts";
import { templateRequestSchema } from "./bridge-template-messages.ts";
import { instant } from "./fields.ts";
import { POOL_EXAMPLE, poolSchema } from "./pool-messages.ts";

const bridgeListedPoolSchema = poolSchema
  .extend({
    ready: z.int().nullable().openapi({
      description: "Of a dynamic pool: codes that wait to be assigned. Null for a static one.",
    }),
  })
  .openapi("BridgeListedPool");

/** The pools' orders, as the grid names them. */
export const BRIDGE_POOL_SORTS = {
  name: "name",
  type: "type",
  status: "attention",
  remaining: "remaining",
  percentRemaining: "percent",
  assigned: "assigned",
  redeemed: "redeemed",
  updatedAt: "updated",
} as const;
type SortName = keyof typeof BRIDGE_POOL_SORTS;

export const bridgePoolsQuerySchema = z.object({
  offset,
  limit,
  search: z.string().max(200).optional().openapi({ description: "Part of the name or handle." }),
  type: z.enum(POOL_TYPES).optional(),
  status: z.enum(POOL_STATUSES).optional().openapi({ description: "Archived pools only when asked for." }),
  sort: z
    .enum(Object.keys(BRIDGE_POOL_SORTS) as [SortName, ...SortName[]])
    .default("name")
    .openapi({ description: "`status`: those that need a look first." }),
  direction: z.enum(["asc", "desc"]).default("asc"),
});

export const bridgePoolsSchema = z
  .object({ pools: z.array(bridgeListedPoolSchema), total: z.int() })
  .openapi("BridgePools");

export const BRIDGE_LISTED_POOL_EXAMPLE = { ...POOL_EXAMPLE, redeemed: 0, ready: null };

const codeFormatFields = z.object({
  prefix: z.string(),
  suffix: z.string(),
  groups: z.int(),
  groupLength: z.int(),
  separator: z.string(),
  alphabet: z.string(),
  characters: z.string(),
});

export const bridgePoolSchema = bridgeListedPoolSchema
  .extend({
    fallbackCode: z.string().nullable(),
    lowWaterUnit: z.enum(LOW_WATER_UNITS),
    lowWaterValue: z.int(),
    releaseAllowed: z.boolean(),
    releaseWindowHours: z.int(),
    releaseQuarantineHours: z.int(),
    minValiditySeconds: z.int(),
    counts: z.record(z.string(), z.int()).openapi({ description: "How many codes are in each state." }),
    dynamic: z
      .object({
        templateId: z.string(),
        templateName: z.string(),
        storeId: z.string(),
        codeFormat: codeFormatFields,
        bufferFixed: z.int().nullable(),
        bufferTarget: z.int().openapi({ description: "Ready codes to keep, as last worked out." }),
        waitMilliseconds: z.int(),
        notReadyFallback: z.boolean(),
      })
      .nullable()
      .openapi({ description: "Of a dynamic pool." }),
    createdAt: instant,
    archivedAt: instant.nullable(),
  })
  .openapi("BridgePool");

export const BRIDGE_POOL_EXAMPLE = {
  ...BRIDGE_LISTED_POOL_EXAMPLE,
  fallbackCode: null,
  lowWaterUnit: "percent",
  lowWaterValue: 10,
  releaseAllowed: false,
  releaseWindowHours: 72,
  releaseQuarantineHours: 24,
  minValiditySeconds: 3_600,
  counts: { added: 10_000, available: 9_999, assigned: 1, redeemed: 0 },
  dynamic: null,
  createdAt: "2026-11-23T09:00:00.000Z",
  archivedAt: null,
} as const;

export const bridgePoolForecastSchema = bridgePoolSchema
  .extend({
    forecast: z
      .object({
        kind: z.enum(["unknown", "later", "soon"]).openapi({
          description: "`unknown`: used for too short a time. `later`: not within 90 days.",
        }),
        at: instant.nullable().openapi({ description: "When it will probably run dry." }),
        earliest: instant.nullable().openapi({ description: "Eight times in ten not before this." }),
        latest: instant.nullable().openapi({
          description: "Eight times in ten not after this. Null: later than in 90 days.",
        }),
      })
      .nullable()
      .openapi({
        description:
          "Null: nothing remains, nothing can run dry, or it was not looked at yet, which is done within ten minutes.",
      }),
  })
  .openapi("BridgePoolWithForecast");

export const BRIDGE_POOL_FORECAST_EXAMPLE = {
  ...BRIDGE_POOL_EXAMPLE,
  forecast: {
    kind: "soon",
    at: "2026-12-06T02:31:00.000Z",
    earliest: "2026-12-04T20:22:00.000Z",
    latest: "2026-12-07T18:12:00.000Z",
  },
} as const;

/** A number as it was typed, too: what is none is told next to its field. */
const number = (description: string) =>
  z
    .union([z.number(), z.string().max(100)])
    .optional()
    .openapi({ type: "integer", description });
const numberOrNone = (description: string) =>
  z
    .union([z.number(), z.string().max(100)])
    .nullish()
    .openapi({ type: "integer", description });
const choice = (values: readonly string[], description = "") =>
  z
    .string()
    .max(100)
    .optional()
    .openapi({
      description: `${description} One of ${values.map((value) => `\`${value}\``).join(", ")}.`.trim(),
    });
const text = (description: string) => z.string().max(1_000).optional().openapi({ description });

/** What a form sends. Its values are checked where the pool is made, field by field, with a sentence for each. */
export const bridgePoolSettingsSchema = z
  .object({
    type: z.enum(POOL_TYPES).openapi({ description: "Cannot be changed later." }),
    name: text("What the merchant calls it."),
    handle: text("The name for the email platform, such as `spring-sale`."),
    perContact: choice(PER_CONTACT),
    whenDry: choice(WHEN_DRY),
    fallbackCode: z.string().max(1_000).nullish().openapi({ description: "The fixed code." }),
    lowWaterUnit: choice(LOW_WATER_UNITS),
    lowWaterValue: number("At which the pool counts as low."),
    releaseAllowed: z.boolean().optional(),
    releaseWindowHours: number("Hours in which a code may be given back."),
    releaseQuarantineHours: number("Hours until it is assigned again."),
    minValiditySeconds: number("A code that expires sooner is not assigned."),
    templateId: text("Dynamic. Stays."),
    codeFormat: z
      .object({
        prefix: text("Stands in front as it is."),
        suffix: text("Stands behind as it is."),
        groups: number("Groups of drawn characters."),
        groupLength: number("Characters of a group."),
        separator: choice(["", "-", "_"]),
        alphabet: choice(["no_look_alikes", "letters", "digits", "own"]),
        characters: text("What `own` draws from."),
      })
      .optional()
      .openapi({ description: "Dynamic. Holds for new codes." }),
    limit: numberOrNone("Dynamic: the most codes ever assigned."),
    validDays: numberOrNone("Dynamic: whole days after the day of assignment."),
    bufferFixed: numberOrNone("Dynamic: ready codes to keep."),
    waitMilliseconds: number("Dynamic: how long a claim waits for codes that are being made."),
    notReadyFallback: z.boolean().optional().openapi({ description: "Dynamic: then the fixed code." }),
  })
  .openapi("BridgePoolSettings");

/** A new pool can bring its template along. */
export const bridgeNewPoolSchema = bridgePoolSettingsSchema
  .extend({
    template: templateRequestSchema.optional().openapi({
      description:
        "Dynamic, in place of `templateId`: a template that is made together with the pool, or not at all.",
    }),
  })
  .openapi("BridgeNewPool");

export const claimMatchSchema = z
  .object({
    key: z.string().nullable().openapi({ description: "Null: nobody got it." }),
    campaign: z.string().nullable(),
    code: z.string().nullable(),
    assignedAt: instant.nullable(),
    expiresAt: instant.nullable(),
    state: z.string().nullable().openapi({
      description: "Of the code; `released` once the key gave it back, `fallback` for the fixed code.",
    }),
  })
  .openapi("BridgeClaim");

export const CLAIM_MATCH_EXAMPLE = {
  key: "msg-000001",
  campaign: "welcome-2026",
  code: "WELCOME-7KQ2MX",
  assignedAt: "2026-11-23T09:00:00.000Z",
  expiresAt: null,
  state: "assigned",
};

export const historyEntrySchema = z
  .object({
    id: z.string(),
    at: instant,
    actor: z.string(),
    verb: z.string(),
    detail: z.record(z.string(), z.unknown()).openapi({
      description: "What the sentence is filled with, for whoever says it in another language.",
    }),
    text: z.string().openapi({ description: "A sentence." }),
  })
  .openapi("BridgeHistoryEntry");
