import { JSON_BODY_BYTES_MAX } from "#app/config/limits.ts";
import { succeed } from "#app/errors/refusal.ts";
import { askErasure } from "#app/privacy/ask-erasure.server.ts";
import { defineOperation } from "../define-operation.server.ts";
import {
  ERASE_ANSWER_EXAMPLE,
  ERASE_DESCRIPTION,
  ERASE_EXAMPLE,
  eraseAnswerSchema,
  eraseRequestSchema,
} from "../schemas/contact-messages.ts";

export const postContactErasure = defineOperation({
  method: "post",
  path: "/v1/contacts/erase",
  summary: "Erase a contact",
  description: ERASE_DESCRIPTION,
  json: { schema: eraseRequestSchema, bytesMax: JSON_BODY_BYTES_MAX, example: ERASE_EXAMPLE },
  answer: {
    status: 200,
    description: "The contact is erased, or is being erased.",
    schema: eraseAnswerSchema,
    example: ERASE_ANSWER_EXAMPLE,
  },
  refusals: [],
  repeats: "by_message",
  handle: async ({ credentials: { accountId, name }, json }) =>
    succeed(
      await askErasure({
        accountId,
        source: "api",
        actor: `API client ${name}`,
        contacts: [json.contact],
      }),
    ),
});
