import { z } from "@hono/zod-openapi";

const CONTROL = /\p{Cc}/u;

/**
 * A text of 1 to `charactersMax` characters (code points) on one line. Half a surrogate pair is refused:
 * it cannot be stored, and two different texts would become the same.
 */
export function lineOf(charactersMax: number) {
  return z
    .string()
    .refine((text) => hasLength(text, charactersMax) && !CONTROL.test(text) && text.isWellFormed(), {
      error: `Use 1 to ${charactersMax} characters and no control characters.`,
    })
    .openapi({ minLength: 1, maxLength: charactersMax });
}

/** A text of 1 to `charactersMax` characters once it is trimmed. */
export function textOf(charactersMax: number) {
  return z
    .string()
    .refine((text) => hasLength(text.trim(), charactersMax), {
      error: `Use 1 to ${charactersMax} characters; spaces around them do not count.`,
    })
    .openapi({ minLength: 1, maxLength: charactersMax });
}

function hasLength(text: string, charactersMax: number): boolean {
  if (text.length <= charactersMax) return text.length > 0;
  // Characters outside of the basic plane take two units each.
  return text.length <= charactersMax * 2 && [...text].length <= charactersMax;
}

/** An instant in UTC. */
export const instant = z.iso.datetime().openapi({ example: "2026-11-23T09:00:00.000Z" });

/** How a caller names a pool. */
export const poolName = lineOf(200).openapi({
  description: "The pool's id or one of its handles.",
  example: "pool_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
});

/** The caller's name for one message in one pool. */
export const claimKey = lineOf(200).openapi({
  description:
    "Names one message in one pool and makes a repeat safe. Remembered for at least 13 months. Put no personal data into it.",
  example: "msg-000001",
});
