import { z } from "@hono/zod-openapi";
import { ERROR_CATALOGUE, type ErrorCode } from "../errors/error-catalogue.ts";
import type { BodyRules } from "./body-rules.ts";
import { type Repeats, remembers } from "./repeats.ts";

const CODES = Object.keys(ERROR_CATALOGUE) as [ErrorCode, ...ErrorCode[]];

/** Every refusal (RFC 9457). */
const problemSchema = z
  .object({
    type: z.url().openapi({ description: "Where the code is explained." }),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: "What to do about it, for people." }),
    code: z.enum(CODES).openapi({ description: "For machines; never changes its meaning." }),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .openapi({
        description: "What was wrong with which field.",
        example: [{ path: "recipients.0.key", message: "This field is required." }],
      }),
    reason: z.string().optional().openapi({ description: "With `pool_unavailable`: why." }),
  })
  .openapi("Problem");

/** The refusals of one call in the OpenAPI document, those that every call shares included. */
export function problemResponses(
  operation: BodyRules & { refusals: readonly ErrorCode[]; repeats: Repeats },
): Record<number, { description: string; content: object }> {
  const codes: ErrorCode[] = ["unauthorized", "timestamp_out_of_range", "invalid_request", "rate_limited"];
  if (operation.json || operation.csv || operation.bytes) codes.push("too_large", "unsupported_media_type");
  if (remembers(operation.repeats)) codes.push("message_reused", "overloaded");
  codes.push(...operation.refusals, "internal_error");
  const byStatus = Map.groupBy(new Set(codes), (code) => ERROR_CATALOGUE[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => `\`${code}\`: ${ERROR_CATALOGUE[code].title}`).join("\n\n"),
        content: { "application/problem+json": { schema: problemSchema } },
      },
    ]),
  );
}
