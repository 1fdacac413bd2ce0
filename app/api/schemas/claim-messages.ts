import { z } from "@hono/zod-openapi";
import { CAMPAIGN_TYPES } from "../../claims/claim-answer.ts";
import { KEYS_PER_RELEASE_MAX, RECIPIENTS_PER_CLAIM_MAX } from "../../config/limits.ts";
import { claimKey, instant, lineOf, poolName, textOf } from "./fields.ts";

const recipientSchema = z
  .object({
    key: claimKey,
    contact: textOf(320).openapi({
      description:
        "Any stable id of the person. Trimmed, NFC-normalised, lower-cased when it contains an @, then stored only as a keyed hash.",
      example: "ada@example.com",
    }),
    store: lineOf(255)
      .optional()
      .openapi({ description: "Which store the contact shops in, where a pool serves several." }),
  })
  .openapi("Recipient");

export const claimRequestSchema = z
  .object({
    pool: poolName,
    campaign: z.object({
      id: lineOf(200).openapi({ description: "Put no personal data into it.", example: "welcome-2026" }),
      type: z.enum(CAMPAIGN_TYPES).openapi({
        description: "`broadcast` is refused until the merchant allows it for the account.",
      }),
    }),
    mode: z
      .enum(["live", "test"])
      .default("live")
      .openapi({ description: "`test` answers placeholders and uses nothing up." }),
    recipients: z.array(recipientSchema).min(1).max(RECIPIENTS_PER_CLAIM_MAX),
  })
  .openapi("ClaimRequest");

/** Every outcome and what it means, for the document. */
export const OUTCOMES = {
  assigned: "a fresh code, now used up",
  repeated: "this key was answered with a code before: the same one, whatever became of it since",
  kept: "the pool gives a contact one code, and this contact holds one that still works as far as we know",
  fallback: "the pool cannot give a code and its policy is a fixed one, shared by many people on purpose",
  test: "a placeholder: never drawn, stored or valid as a code",
  exhausted: "the pool is dry, or its limit is reached, and its policy is to stop",
  not_ready: "codes are being made: repeat this key after Retry-After",
  released: "this key gave its code back: use a new key",
} as const;
type Outcome = keyof typeof OUTCOMES;

const outcomeSchema = z.enum(Object.keys(OUTCOMES) as [Outcome, ...Outcome[]]).openapi({
  description: Object.entries(OUTCOMES)
    .map(([outcome, meaning]) => `- \`${outcome}\`: ${meaning}`)
    .join("\n"),
});

const claimSchema = z
  .object({
    key: z.string(),
    outcome: outcomeSchema,
    code: z.string().nullable().openapi({ description: "Null for exhausted, not_ready and released." }),
    assignedAt: instant.nullable(),
    expiresAt: instant.nullable().openapi({ description: "Null when the code does not expire." }),
  })
  .openapi("Claim");

export const claimAnswerSchema = z
  .object({
    claims: z.array(claimSchema).openapi({ description: "One entry per recipient, in order." }),
    pool: z
      .object({
        id: z.string(),
        remaining: z.int().nullable(),
        percentRemaining: z.number().nullable(),
      })
      .openapi({ description: "The pool's counts after these claims." }),
  })
  .openapi("ClaimAnswer");

export const claimRecordSchema = z
  .object({
    key: z.string(),
    outcome: z.enum(["assigned", "kept", "fallback", "released"]),
    code: z.string().nullable(),
    assignedAt: instant.nullable(),
    expiresAt: instant.nullable(),
    campaignId: z.string(),
    releasedAt: instant.nullable(),
    redeemedAt: instant.nullable().openapi({
      description:
        "When the code was used in an order, as far as orders are connected; null otherwise, and once it was given back.",
    }),
  })
  .openapi("ClaimRecord");

export const releaseRequestSchema = z
  .object({
    pool: poolName,
    keys: z.array(claimKey).min(1).max(KEYS_PER_RELEASE_MAX),
    reason: z
      .literal("not_sent")
      .openapi({ description: "The only reason there is: the message was not sent." }),
  })
  .openapi("ReleaseRequest");

/** What a key may be told when its code is given back, and what it means. */
const RELEASE_RESULTS = {
  released: "a static pool gets the code back after its waiting time; one of a dynamic pool becomes void",
  already_released: "this key gave its code back before",
  nothing_to_release: "the key was answered without a code of its own",
  redeemed: "the code was used in an order",
  too_late: "the pool's time for giving back is over",
  held_by_another_key: "another key was answered with the same code and has not released it",
  unknown: "this pool has not answered that key",
} as const;
type ReleaseResult = keyof typeof RELEASE_RESULTS;

export const releaseAnswerSchema = z
  .object({
    results: z.array(
      z.object({
        key: z.string(),
        result: z.enum(Object.keys(RELEASE_RESULTS) as [ReleaseResult, ...ReleaseResult[]]).openapi({
          description: Object.entries(RELEASE_RESULTS)
            .map(([result, meaning]) => `- \`${result}\`: ${meaning}`)
            .join("\n"),
        }),
      }),
    ),
  })
  .openapi("ReleaseAnswer");
