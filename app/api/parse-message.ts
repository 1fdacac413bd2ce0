import type { z } from "@hono/zod-openapi";
import { type Result, refuse, succeed } from "../errors/refusal.ts";
import { explainIssue, fieldErrors } from "./field-errors.ts";

/** The value of a part that a call does not have. Its type is that of an absent schema. */
export function nothing<Schema extends z.ZodType>(): Result<z.output<Schema>> {
  return succeed(undefined as z.output<Schema>);
}

/** A part of a message as its schema reads it. */
export function parse<Schema extends z.ZodType>(
  schema: Schema | undefined,
  input: unknown,
): Result<z.output<Schema>> {
  if (!schema) return nothing<Schema>();
  const parsed = schema.safeParse(input, { error: explainIssue });
  if (parsed.success) return succeed(parsed.data);
  return refuse("invalid_request", "Correct the fields named in errors and send it again.", {
    errors: fieldErrors(parsed.error.issues),
  });
}

/** A JSON body as its schema reads it. */
export function parseJson<Schema extends z.ZodType>(
  schema: Schema | undefined,
  bytes: Uint8Array,
): Result<z.output<Schema>> {
  let input: unknown;
  try {
    input = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  } catch {
    return refuse("invalid_request", "The body is not valid JSON.");
  }
  return parse(schema, input);
}
