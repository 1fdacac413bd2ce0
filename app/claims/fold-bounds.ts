import type { Allotment } from "../campaigns/deal-codes.ts";

/** What the claiming statement may take, and what it says to those who get nothing. */
export interface FoldBounds {
  whenDry: string;
  perContact: string;
  /** Whether codes can be made for those who get none. */
  makesCodes: boolean;
  /** Codes that are not set aside for a preparation; null: all there are. */
  free: number | null;
  /** How many codes may ever be assigned beyond preparations; null: no limit. */
  room: number | null;
}

/** The bounds of a fold. `allotment` is null for a pool without preparations. */
export function foldBounds(
  pool: {
    type: string;
    perContact: string;
    whenDry: string;
    unavailableReason: string | null;
    limit: number | null;
    assigned: number;
  },
  allotment: Allotment | null,
): FoldBounds {
  const { type, perContact, whenDry, unavailableReason } = pool;
  const makesCodes = type === "dynamic" && unavailableReason === null;
  if (unavailableReason !== null) {
    // A code of a discount that does not work is not worth keeping: everybody gets the fixed one.
    const isWorthless = unavailableReason.startsWith("discount_");
    return { whenDry, perContact: isWorthless ? "each_message" : perContact, makesCodes, free: 0, room: 0 };
  }
  if (allotment) return { whenDry, perContact, makesCodes, free: allotment.free, room: allotment.room };
  const room = pool.limit === null ? null : Math.max(0, pool.limit - pool.assigned);
  return { whenDry, perContact, makesCodes, free: room, room };
}
