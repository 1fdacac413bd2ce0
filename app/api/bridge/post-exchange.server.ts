import { z } from "@hono/zod-openapi";
import { takeExchange } from "#app/bridge/take-exchange.server.ts";
import { takePlace } from "#app/bridge/take-place.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { refuse, succeed } from "#app/errors/refusal.ts";
import {
  EVENTS_PER_EXCHANGE_MAX,
  eventSchema,
  INSTRUCTIONS_PER_EXCHANGE_MAX,
  magentoRuleSchema,
  placeSchema,
  RESULTS_PER_EXCHANGE_MAX,
  RULES_PER_PAGE_MAX,
  resultSchema,
  rulesPageSchema,
  shopSchema,
} from "#app/platforms/magento/exchange-messages.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { SHOP_EXAMPLE } from "./shop-example.ts";

/** Seconds until a module with nothing more to do asks again; sooner after a result, which often brings more to do. */
const AGAIN_SECONDS = 5;
const AGAIN_AFTER_RESULTS_SECONDS = 1;

/** One that is not as it should be is refused alone: the others must not wait behind it for ever. */
const anyEvent = z.looseObject({ id: z.string().min(1).max(64), kind: z.string() });

const requestSchema = z
  .object({
    shop: shopSchema,
    place: placeSchema.nullable().default(null).openapi({
      description:
        "Where the shop is, so that a copy of its database is noticed: a hash of what names the database, and the cursor of the last exchange. Null: the module is too old.",
    }),
    health: z.record(z.string(), z.unknown()).default({}),
    results: z.array(resultSchema).max(RESULTS_PER_EXCHANGE_MAX).default([]),
    events: z.array(anyEvent).max(EVENTS_PER_EXCHANGE_MAX).default([]).openapi({
      description:
        "`redeemed`, `reversed`, `code.deleted`, `rule.changed`, `rule.deleted`, in the order in which they happened.",
    }),
    rules: rulesPageSchema
      .extend({ rules: z.array(z.looseObject({ id: z.int() })).max(RULES_PER_PAGE_MAX) })
      .nullable()
      .default(null),
    instructionsMax: z.int().min(0).max(INSTRUCTIONS_PER_EXCHANGE_MAX).default(8),
  })
  .openapi("BridgeExchange");

const answerSchema = z
  .object({
    serverTime: z.iso.datetime(),
    cursor: z.string().nullable().openapi({
      description: "To be kept in the shop's database and sent with the next exchange.",
    }),
    accepted: z.object({ results: z.array(z.string()), events: z.array(z.string()) }),
    refused: z.object({ events: z.array(z.object({ id: z.string(), detail: z.string() })) }),
    instructions: z.array(z.object({ id: z.string(), kind: z.string(), data: z.unknown() })),
    more: z.boolean(),
    againInSeconds: z.int(),
  })
  .openapi("BridgeExchangeAnswer");

export const postExchange = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/exchange",
  summary: "Exchange",
  description:
    "The Magento module brings results, redemptions and changed rules, and takes what there is to do. Everything may be sent again.",
  json: {
    schema: requestSchema,
    bytesMax: JSON_BODY_BYTES_MAX,
    example: {
      ...SHOP_EXAMPLE,
      results: [],
      events: [],
      instructionsMax: 8,
    },
  },
  answer: {
    status: 200,
    description: "What is accepted is durable; what stands in neither list is to be sent again.",
    schema: answerSchema,
    example: {
      serverTime: "2026-11-23T09:00:00.000Z",
      cursor: "cur_01JD5ZQ7S8T9V0W1X2Y3Z4A5BC",
      accepted: { results: [], events: [] },
      refused: { events: [] },
      instructions: [
        {
          id: "ins_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
          kind: "codes.insert",
          data: { rule: 12, codes: ["WELCOME-7KQ2M"] },
        },
      ],
      more: false,
      againInSeconds: AGAIN_SECONDS,
    },
  },
  refusals: ["shop_copied"],
  repeats: "by_key",
  handle: async ({ credentials, json }) => {
    const { shop, place, health, results, rules, instructionsMax } = json;
    const taken = await takePlace(credentials.storeId, { baseUrl: shop.baseUrl, place }, new Date());
    if (taken.kind === "copy") return refuse("shop_copied", copySentence(taken.baseUrl));
    const events = json.events.map((event) => ({ id: event.id, parsed: eventSchema.safeParse(event) }));
    const answer = await takeExchange(credentials, {
      report: { ...shop, health },
      results,
      events: events.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : [])),
      rules: rules && { ...rules, rules: rules.rules.flatMap((rule) => readable(rule)) },
      instructionsMax,
    });
    return succeed({
      serverTime: new Date().toISOString(),
      cursor: taken.cursor,
      ...answer,
      refused: {
        events: events.flatMap(({ id, parsed }) =>
          parsed.success ? [] : [{ id, detail: z.prettifyError(parsed.error) }],
        ),
      },
      againInSeconds: results.length > 0 ? AGAIN_AFTER_RESULTS_SECONDS : AGAIN_SECONDS,
    });
  },
});

function copySentence(baseUrl: string): string {
  return `This database is a copy of that of the shop at ${baseUrl || "another address"}, which exchanges with the same key. Nothing was taken or given.`;
}

/** A rule that another module has bent out of shape is none that a pool can use. */
function readable(rule: unknown): z.output<typeof magentoRuleSchema>[] {
  const parsed = magentoRuleSchema.safeParse(rule);
  return parsed.success ? [parsed.data] : [];
}
