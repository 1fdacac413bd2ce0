import type { z } from "@hono/zod-openapi";
import type { FieldError } from "../errors/refusal.ts";

/** Fields named in one answer; a request of 1,000 bad recipients need not be told 1,000 times. */
const FIELD_ERRORS_MAX = 50;

/** What was wrong with a message, in words for the developer who sends it. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.slice(0, FIELD_ERRORS_MAX).map(({ path, message }) => ({ path: path.join("."), message }));
}

/** The words for what zod found, where a schema has none of its own. Given to `safeParse`. */
export function explainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return "This field is required.";
  switch (issue.code) {
    case "invalid_type":
      return `Must be ${kind(issue.expected)}, not ${kindOf(issue.input)}.`;
    case "invalid_value":
      return `Must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}.`;
    case "too_small":
      return issue.origin === "array"
        ? `Needs at least ${issue.minimum} ${issue.minimum === 1 ? "entry" : "entries"}.`
        : `Must be at least ${issue.minimum}.`;
    case "too_big":
      return issue.origin === "array"
        ? `Takes at most ${issue.maximum.toLocaleString("en")} entries in one request.`
        : `Must be at most ${issue.maximum}.`;
    default:
      return undefined;
  }
}

function kindOf(input: unknown): string {
  if (input === null) return "null";
  return kind(Array.isArray(input) ? "array" : typeof input);
}

function kind(name: string): string {
  if (name === "int") return "a whole number";
  return name === "array" || name === "object" ? `an ${name}` : `a ${name}`;
}
