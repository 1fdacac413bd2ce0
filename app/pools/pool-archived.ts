import { refuse } from "../errors/refusal.ts";

/** The refusal of an archived pool. */
export function poolArchived(): ReturnType<typeof refuse> {
  return refuse("pool_archived", "This pool is archived. Restore it in Coupon Pools or use another pool.");
}
