import type { Result } from "#app/errors/refusal.ts";

/** The value of a use case that must not refuse here. */
export function granted<T>(result: Result<T>, doing: string): T {
  if (result.ok) return result.value;
  throw new Error(`The app refused to ${doing}: ${JSON.stringify(result.refusal)}`);
}
