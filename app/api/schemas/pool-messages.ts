import { z } from "@hono/zod-openapi";
import {
  EXPIRY_PRECISIONS,
  PER_CONTACT,
  POOL_STATUSES,
  POOL_TYPES,
  WHEN_DRY,
} from "../../pools/pool-view.ts";
import { instant, lineOf } from "./fields.ts";

export const poolSchema = z
  .object({
    id: z.string(),
    handle: z.string().openapi({ description: "Never given to another pool; an old one stays valid." }),
    name: z.string(),
    type: z.enum(POOL_TYPES),
    status: z.enum(POOL_STATUSES),
    reason: z.string().nullable().openapi({ description: "Why it is unavailable." }),
    remaining: z.int().nullable().openapi({ description: "Null for a dynamic pool without a limit." }),
    percentRemaining: z.number().nullable().openapi({
      description:
        "100 x remaining / (remaining + assigned), rounded down to 2 places; null for an empty new pool.",
    }),
    assigned: z
      .int()
      .openapi({ description: "Codes assigned so far: redeemed ones included, released ones not." }),
    redeemed: z.int().nullable().openapi({ description: "Null until orders are connected." }),
    limit: z
      .int()
      .nullable()
      .openapi({ description: "The most codes it may ever assign; null for no limit." }),
    expiry: z
      .object({
        validDays: z.int().openapi({
          description: "Codes work at least until the end of this many days after the day of assignment.",
        }),
        precision: z.enum(EXPIRY_PRECISIONS).openapi({ description: "`week`: up to a week longer." }),
      })
      .nullable()
      .openapi({ description: "Null when the expiry is not counted from the assignment." }),
    perContact: z.enum(PER_CONTACT),
    whenDry: z.enum(WHEN_DRY),
    updatedAt: instant,
  })
  .openapi("Pool");

export const POOL_EXAMPLE = {
  id: "pool_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
  handle: "welcome-2026",
  name: "Welcome 2026",
  type: "static",
  status: "active",
  reason: null,
  remaining: 9999,
  percentRemaining: 99.99,
  assigned: 1,
  redeemed: null,
  limit: null,
  expiry: null,
  perContact: "each_message",
  whenDry: "stop",
  updatedAt: "2026-11-23T09:00:00.000Z",
} as const;

export const poolsQuerySchema = z.object({
  type: z.enum(POOL_TYPES).optional(),
  status: z.enum(POOL_STATUSES).optional().openapi({ description: "Archived pools only when asked for." }),
  search: z.string().max(200).optional().openapi({ description: "Part of the name or handle." }),
  cursor: lineOf(200).optional().openapi({ description: "The `nextCursor` of the page before." }),
  limit: z.coerce.number<string>().int().min(1).max(100).default(50),
});

export const poolsAnswerSchema = z
  .object({ pools: z.array(poolSchema), nextCursor: z.string().nullable() })
  .openapi("Pools");
