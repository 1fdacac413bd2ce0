import type { PoolUseView } from "../forecast/pool-use-view.ts";

/** A pool's use with its redemptions; redeemed is null where orders are not connected. */
export interface UseAndRedemptions extends Omit<PoolUseView, "days"> {
  days: (PoolUseView["days"][number] & { redeemed: number | null })[];
  timeZone: string;
}
