import type { Result } from "#app/errors/refusal.ts";

/** What a page is about, or a thrown 404 that its error boundary shows. */
export function foundOr404<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Response(result.refusal.detail, { status: 404, statusText: "Not found" });
}
