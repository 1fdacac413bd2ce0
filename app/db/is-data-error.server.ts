import pg from "pg";

/**
 * Whether the database refused what it was given (classes 22 and 23: a value out of range, a broken constraint): in
 * smaller pieces, all but one of them may succeed. Anything else would fail for each piece again.
 */
export function isDataError(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? "");
}
