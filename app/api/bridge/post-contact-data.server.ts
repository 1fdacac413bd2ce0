import { z } from "@hono/zod-openapi";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { handOverData } from "#app/privacy/hand-over-data.server.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { ERASE_EXAMPLE, eraseRequestSchema } from "../schemas/contact-messages.ts";
import { actorOf } from "./actor-of.ts";

export const postContactData = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/contacts/data",
  summary: "What is stored of a contact",
  description:
    "Every message that carried a code to this person, as the text of a CSV, to be handed over to them. The history says that it was done, and not of whom. A POST, so that no contact stands in an address.",
  json: { schema: eraseRequestSchema, bytesMax: JSON_BODY_BYTES_MAX, example: ERASE_EXAMPLE },
  answer: {
    status: 200,
    description: "The file; its first line alone where nothing is stored.",
    schema: z.object({ messages: z.int(), file: z.string() }).openapi("BridgeContactData"),
    example: {
      messages: 1,
      file: "Pool,Campaign,Message,Code,State,Assigned,Expires,Orders\r\nWelcome,welcome-2026,msg-000001,WELCOME-7KQ2MX,assigned,2026-11-23T09:00:00.000Z,,\r\n",
    },
  },
  refusals: [],
  repeats: "reads",
  handle: async ({ credentials: { accountId }, json: { contact }, actor }) =>
    succeed(await handOverData({ accountId, actor: actorOf(actor), contact })),
});
