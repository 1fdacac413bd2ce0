import { z } from "@hono/zod-openapi";
import { sendTestMail } from "#app/alerts/send-test-mail.server.ts";
import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { nothingSchema } from "../schemas/bridge-fields.ts";

export const postTestMail = defineBridgeOperation({
  method: "post",
  path: "/bridge/v1/alert-settings/test",
  summary: "Send a test mail",
  description: "To everybody who gets alerts. What came of it stands among the mails.",
  json: { schema: nothingSchema, bytesMax: JSON_BODY_BYTES_MAX, example: {} },
  answer: {
    status: 202,
    description: "The mails are on their way.",
    schema: z.object({ mails: z.int() }).openapi("BridgeTestMail"),
    example: { mails: 1 },
  },
  refusals: [],
  repeats: "by_message",
  handle: async ({ credentials }) => {
    const sent = await sendTestMail(credentials.accountId);
    return sent.ok ? succeed({ mails: sent.value }) : sent;
  },
});
