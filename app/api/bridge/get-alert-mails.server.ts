import { z } from "@hono/zod-openapi";
import { listMails } from "#app/alerts/list-mails.server.ts";
import { succeed } from "#app/errors/refusal.ts";
import { defineBridgeOperation } from "../define-operation.server.ts";
import { MAIL_LINE_EXAMPLE, mailLineSchema } from "../schemas/bridge-alert-messages.ts";
import { limit } from "../schemas/bridge-fields.ts";

export const getAlertMails = defineBridgeOperation({
  method: "get",
  path: "/bridge/v1/alert-mails",
  summary: "The latest mails",
  description: "What became of each, the newest first, for 30 days.",
  query: z.object({ limit }),
  answer: {
    status: 200,
    description: "Some of them.",
    schema: z.object({ mails: z.array(mailLineSchema) }).openapi("BridgeMails"),
    example: { mails: [MAIL_LINE_EXAMPLE] },
  },
  refusals: [],
  repeats: "reads",
  handle: async ({ credentials, query }) =>
    succeed({ mails: await listMails(credentials.accountId, query.limit) }),
});
