import { type Allotment, campaignBounds } from "../campaigns/deal-codes.ts";

/** What the claiming statement may take, and what it says to those who get nothing. */
export interface FoldBounds {
  perContact: string;
  /** Whether codes can be made for those who get none. */
  makesCodes: boolean;
  /** How many recipients may take a code now; null: as many as there are codes. */
  take: number | null;
  /** How many may ever get one; null: no limit. */
  within: number | null;
}

/** The bounds of a fold, or of a campaign's part of it where codes are set aside. */
export function foldBounds(
  pool: {
    type: string;
    perContact: string;
    unavailableReason: string | null;
    limit: number | null;
    assigned: number;
  },
  part: { allotment: Allotment; campaignId: string } | null,
): FoldBounds {
  const { type, perContact, unavailableReason, limit, assigned } = pool;
  if (unavailableReason !== null) {
    // A code of a discount that does not work is not worth keeping: everybody gets the fixed one.
    const isWorthless = unavailableReason.startsWith("discount_");
    return { perContact: isWorthless ? "each_message" : perContact, makesCodes: false, take: 0, within: 0 };
  }
  const makesCodes = type === "dynamic";
  if (part) return { perContact, makesCodes, ...campaignBounds(part.allotment, part.campaignId) };
  const room = limit === null ? null : Math.max(0, limit - assigned);
  return { perContact, makesCodes, take: room, within: room };
}
