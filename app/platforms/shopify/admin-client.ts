import type { PlatformResult } from "../discount-platform.ts";

/** What a call has cost in points, and what is left. */
export interface AdminCost {
  requested: number;
  /** Null: it was not run. */
  actual: number | null;
  available: number;
  max: number;
  /** Points a second. */
  restoreRate: number;
}

/** The points of a shop after a call. */
export type AdminPace = Pick<AdminCost, "available" | "max" | "restoreRate">;

/**
 * The Admin API of one shop. A failure says what the caller has to know; a document that Shopify does not
 * understand is a bug and throws.
 */
export interface AdminClient {
  graphql(
    document: string,
    variables: Record<string, unknown>,
  ): Promise<PlatformResult<{ data: unknown; cost: AdminCost | null }>>;
}
