import type { ErrorCode } from "./error-catalogue.ts";

/** What was wrong with one field, for people. `path` as in the request: `recipients.0.key`. */
export interface FieldError {
  path: string;
  message: string;
}

/** An expected failure, as a value: what machines and people are told. */
export interface Refusal {
  code: ErrorCode;
  /** A sentence that says what to do. */
  detail: string;
  errors?: FieldError[];
  /** Why a pool cannot hand out codes, with `pool_unavailable`. */
  reason?: string;
  /** Seconds after which the same request may succeed. */
  retryAfterSeconds?: number;
}

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** The successful half of a Result. */
export function succeed<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** The other half: an expected failure. */
export function refuse(
  code: ErrorCode,
  detail: string,
  more: Omit<Refusal, "code" | "detail"> = {},
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, detail, ...more } };
}
