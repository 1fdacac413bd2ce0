import { z } from "@hono/zod-openapi";
import { CONTACT_IDENTIFIERS, CONTACT_MONTHS } from "../../privacy/contact-identifier.ts";
import { instant } from "./fields.ts";

/** What an admin sets about people. */
export const privacySettingsSchema = z
  .object({
    identifier: z.enum(CONTACT_IDENTIFIERS).openapi({
      description: "What the email platform sends as the contact; `own`: a number of its own.",
    }),
    contactMonths: z.literal(CONTACT_MONTHS).nullable().openapi({
      description: "Months after a message until its contact is forgotten; null: never.",
    }),
  })
  .openapi("BridgePrivacySettings");

export const bridgePrivacySchema = privacySettingsSchema
  .extend({
    monthsToChoose: z.array(z.int()),
    personalNames: z
      .array(z.object({ client: z.string(), what: z.enum(["keys", "campaigns", "both"]) }))
      .openapi({
        description:
          "API clients that in the last week named messages, or campaigns, by what looks like an email address; such names are stored as they come.",
      }),
    erased: z
      .array(
        z.object({
          id: z.string(),
          source: z.string().openapi({ description: "Who asked: `api`, `bridge`, `merchant`, `shopify`." }),
          messages: z.int(),
          receivedAt: instant,
          finishedAt: instant.nullable().openapi({ description: "Null: it is under way." }),
        }),
      )
      .openapi({ description: "Contacts that were forgotten, the last ones." }),
  })
  .openapi("BridgePrivacy");

export const BRIDGE_PRIVACY_EXAMPLE: z.input<typeof bridgePrivacySchema> = {
  identifier: "email",
  contactMonths: 24,
  monthsToChoose: [...CONTACT_MONTHS],
  personalNames: [{ client: "Mailer", what: "keys" }],
  erased: [
    {
      id: "priv_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
      source: "bridge",
      messages: 3,
      receivedAt: "2026-11-23T09:00:00.000Z",
      finishedAt: "2026-11-23T09:00:01.000Z",
    },
  ],
};
