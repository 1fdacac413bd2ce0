import { z } from "@hono/zod-openapi";
import { instant } from "./fields.ts";
import { limitsSchema } from "./me-messages.ts";

export const bridgeAccountSchema = z
  .object({
    account: z.object({ id: z.string(), name: z.string() }),
    store: z.object({
      id: z.string(),
      name: z.string(),
      timeZone: z.string(),
      currency: z.string().nullable(),
      connectedAt: instant,
    }),
    broadcastAllowed: z.boolean(),
    limits: limitsSchema,
    exchange: z.object({
      lastAt: instant.nullable().openapi({ description: "Null: there was none yet." }),
      lateSeconds: z.int().openapi({
        description: "Seconds since the last exchange, or since the store was connected.",
      }),
      isLate: z.boolean().openapi({ description: "So long that cron has probably stopped." }),
    }),
    copy: z.object({ baseUrl: z.string(), seenAt: instant }).nullable().openapi({
      description: "A copy of this shop that was refused in the last day; null: there was none.",
    }),
    instructions: z.object({
      waiting: z.int().openapi({ description: "Without a result so far." }),
      failed: z.int().openapi({ description: "Those that the shop could not do." }),
    }),
  })
  .openapi("BridgeAccount");

export const settingsSchema = z
  .object({
    broadcastAllowed: z.boolean().openapi({
      description: "Whether campaigns of the type `broadcast` get codes.",
    }),
  })
  .openapi("BridgeSettings");

export const apiClientSchema = z
  .object({
    id: z.string().openapi({ description: "The key id." }),
    name: z.string(),
    createdAt: instant,
    lastUsedAt: instant.nullable().openapi({ description: "To the minute." }),
    revokedAt: instant.nullable(),
    secrets: z
      .array(z.object({ createdAt: instant, expiresAt: instant.nullable() }))
      .openapi({ description: "Those that sign now, the newest first." }),
  })
  .openapi("BridgeApiClient");

export const API_CLIENT_EXAMPLE = {
  id: "cpk_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
  name: "Email platform",
  createdAt: "2026-11-23T09:00:00.000Z",
  lastUsedAt: null,
  revokedAt: null,
  secrets: [{ createdAt: "2026-11-23T09:00:00.000Z", expiresAt: null }],
};

const secret = z.string().openapi({ description: "Readable in this answer alone." });
export const SECRET_EXAMPLE = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

export const newApiClientSchema = z
  .object({ id: z.string(), name: z.string(), secret })
  .openapi("BridgeNewApiClient");

export const rotatedSecretSchema = z
  .object({
    id: z.string(),
    secret,
    oldSecretUntil: instant.openapi({ description: "Until when the one that it replaces still signs." }),
  })
  .openapi("BridgeRotatedSecret");
