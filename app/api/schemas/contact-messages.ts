import { z } from "@hono/zod-openapi";
import { textOf } from "./fields.ts";

// What erasing a contact takes and answers, for an email platform and for a Magento store alike.

export const eraseRequestSchema = z
  .object({
    contact: textOf(320).openapi({
      description: "The person, by the same id as in claims.",
      example: "ada@example.com",
    }),
  })
  .openapi("EraseRequest");

export const eraseAnswerSchema = z
  .object({
    status: z.enum(["completed", "running"]).openapi({
      description:
        "`running`: a contact of thousands of messages; the rest is erased in the background, within minutes.",
    }),
    messages: z.int().openapi({
      description: "Messages whose link to the contact was cut so far; 0 when nothing was stored of it.",
    }),
  })
  .openapi("EraseAnswer");

export const ERASE_EXAMPLE = { contact: "ada@example.com" };
export const ERASE_ANSWER_EXAMPLE = { status: "completed" as const, messages: 3 };

export const ERASE_DESCRIPTION =
  "Cuts the link between this person and all codes of the account: the contact's hash and the text of its keys are erased. Codes stay assigned, and counts stay what they are. A later repeat of such a key is refused with 409 `key_erased`; a pool that gives a contact one code gives this person a new one. Erasing a contact of which nothing is stored is fine.";
