import { z } from "@hono/zod-openapi";
import { ALERT_KINDS, POOL_TROUBLES } from "../../events/event-types.ts";
import { instant, lineOf } from "./fields.ts";

export const endpointId = lineOf(200).openapi({ example: "evp_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC" });
export const eventId = lineOf(200).openapi({ example: "evt_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC" });

export const alertGroupSchema = z
  .object({
    kind: z.enum(POOL_TROUBLES),
    count: z.int().openapi({ description: "How many pools have it." }),
    pools: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .openapi({ description: "Those that have had it longest, at most five." }),
  })
  .openapi("BridgeAlert");

export const ALERT_GROUP_EXAMPLE: z.input<typeof alertGroupSchema> = {
  kind: "pool.low",
  count: 1,
  pools: [{ id: "pool_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC", name: "Welcome 2026" }],
};

/** What a form sends; its values are checked where they are kept, with a sentence for each. */
export const sentAlertSettingsSchema = z
  .object({
    recipients: z.array(z.string().max(1_000)).openapi({ description: "E-mail addresses." }),
    alerts: z
      .array(z.string().max(100))
      .openapi({ description: "Which kinds they get: one mail when it begins, one a day while it lasts." }),
  })
  .openapi("BridgeAlertSettingsRequest");

export const alertSettingsShownSchema = z
  .object({
    recipients: z.array(z.string()),
    alerts: z.array(z.enum(ALERT_KINDS)),
    kinds: z.array(z.enum(ALERT_KINDS)).openapi({ description: "All that there are to choose from." }),
    mail: z.enum(["on", "off"]).openapi({ description: "`off`: the service has no mail server." }),
  })
  .openapi("BridgeAlertSettings");

export const ALERT_SETTINGS_EXAMPLE: z.input<typeof alertSettingsShownSchema> = {
  recipients: ["ada@example.com"],
  alerts: ["pool.low", "pool.empty"],
  kinds: [...ALERT_KINDS],
  mail: "on",
};

const logged = {
  type: z.string().openapi({ description: "As in the body of the event; `mail.test`, `endpoint.test`." }),
  poolName: z.string().nullable(),
  at: instant.openapi({ description: "When it happened." }),
};

export const mailLineSchema = z
  .object({
    address: z.string(),
    ...logged,
    isReminder: z.boolean(),
    state: z.enum(["waiting", "sent", "failed"]),
    error: z.string().nullable(),
  })
  .openapi("BridgeMail");

export const MAIL_LINE_EXAMPLE: z.input<typeof mailLineSchema> = {
  address: "ada@example.com",
  type: "pool.low",
  poolName: "Welcome 2026",
  at: "2026-11-23T09:00:00.000Z",
  isReminder: false,
  state: "sent",
  error: null,
};

export const endpointShownSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    createdAt: instant,
    failingSince: instant.nullable().openapi({ description: "Since when every try failed." }),
    offAt: instant.nullable().openapi({ description: "Since when it is switched off." }),
    offReason: z.enum(["silent", "gone"]).nullable(),
    waiting: z.int().openapi({ description: "Events that wait for it; counted up to 1,000." }),
    deliveries: z
      .array(
        z.object({
          eventId: z.string(),
          ...logged,
          state: z.enum(["waiting", "delivered", "failed"]),
          attempts: z.int(),
          status: z.int().nullable().openapi({ description: "What it answered last." }),
          error: z.string().nullable(),
        }),
      )
      .openapi({ description: "Its newest ten." }),
  })
  .openapi("BridgeEndpoint");

export const ENDPOINT_EXAMPLE: z.input<typeof endpointShownSchema> = {
  id: "evp_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
  url: "https://mail.example.com/hooks/coupons",
  createdAt: "2026-11-23T09:00:00.000Z",
  failingSince: null,
  offAt: null,
  offReason: null,
  waiting: 0,
  deliveries: [
    {
      eventId: "evt_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
      type: "pool.low",
      poolName: "Welcome 2026",
      at: "2026-11-23T09:00:00.000Z",
      state: "delivered",
      attempts: 1,
      status: 200,
      error: null,
    },
  ],
};

export const newEndpointSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    secret: z.string().openapi({ description: "Signs its events. Readable in this answer alone." }),
  })
  .openapi("BridgeNewEndpoint");
