import { z } from "@hono/zod-openapi";
import { CAMPAIGN_STATUSES } from "../../campaigns/campaign-view.ts";
import { PREPARATION_STATUSES } from "../../campaigns/preparation-view.ts";
import { CAMPAIGN_TYPES } from "../../claims/claim-answer.ts";
import { PREPARATION_CODES_MAX } from "../../config/limits.ts";
import { instant, lineOf, textOf } from "./fields.ts";

/** The campaign's id, as claims name it. */
export const campaignId = lineOf(200).openapi({
  description: "The campaign's id, as in claims. Put no personal data into it.",
  example: "welcome-2026",
});

/** The caller's name for a preparation. */
export const preparationId = lineOf(200).openapi({
  description: "The caller's id of the preparation: the same one again changes it.",
  example: "newsletter-48",
});

export const campaignRequestSchema = z
  .object({
    name: textOf(200).openapi({ description: "What the merchant calls it." }),
    type: z.enum(CAMPAIGN_TYPES),
    status: z.enum(CAMPAIGN_STATUSES).openapi({
      description: "`live`: it uses this pool. `off`: no longer.",
    }),
  })
  .openapi("CampaignRequest");

export const campaignSchema = z
  .object({
    id: z.string(),
    pool: z.string(),
    name: z.string(),
    type: z.enum(CAMPAIGN_TYPES),
    status: z.enum(CAMPAIGN_STATUSES),
    updatedAt: instant,
  })
  .openapi("Campaign");

export const preparationRequestSchema = z
  .object({
    quantity: z.int().min(0).max(PREPARATION_CODES_MAX).openapi({
      description: "Codes in all, those already claimed from it included. 0 takes the preparation back.",
    }),
    by: z.iso.datetime({ offset: true }).openapi({
      description: "When the sending begins. Codes stay reserved until 24 hours after it.",
      example: "2026-11-27T06:00:00Z",
    }),
    campaign: campaignId,
  })
  .openapi("PreparationRequest");

export const preparationSchema = z
  .object({
    id: z.string(),
    quantity: z.int(),
    ready: z.int().openapi({ description: "Codes that the campaign can claim at once." }),
    pending: z.int().openapi({ description: "Reserved codes that are still to come." }),
    readyAt: instant.nullable().openapi({
      description: "When the last of them is expected. Null when none is to come, or in a static pool.",
    }),
    status: z.enum(PREPARATION_STATUSES).openapi({
      description:
        "- `preparing`: codes are still to come\n- `ready`: all that are not claimed yet are there\n- `used`: all are claimed\n- `over`: nothing is reserved any more",
    }),
  })
  .openapi("Preparation");

export const PREPARATION_EXAMPLE = {
  id: "newsletter-48",
  quantity: 500_000,
  ready: 120_000,
  pending: 380_000,
  readyAt: "2026-11-26T15:30:00.000Z",
  status: "preparing",
} as const;
