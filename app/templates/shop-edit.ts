import { z } from "zod";
import type { FoundOffer } from "../platforms/discount-platform.ts";
import { type Offer, offerSchema } from "../platforms/offer.ts";
import { OFFER_PARTS, offerDifferences } from "../platforms/offer-parts.ts";

/** What somebody changed of a discount of ours in the shop's own admin, as a group keeps it. */
export const shopEditSchema = z.object({
  /** What differs from the template. */
  parts: z.array(z.enum(OFFER_PARTS)),
  /** Those of them that no template can describe. */
  unsayable: z.array(z.enum(OFFER_PARTS)),
  /** The offer as the shop has it. */
  offer: offerSchema,
  /** What became of the end; null: it is as we set it. */
  end: z.enum(["earlier", "later", "removed"]).nullable(),
  endsAt: z.string().nullable(),
  /** The merchant wants it so: nothing is asked of them any more. */
  kept: z.boolean(),
});
export type ShopEdit = z.output<typeof shopEditSchema>;

/**
 * The end that we gave a group. While somebody's earlier one in the shop counts as its end, that is kept beside it; null:
 * it had none.
 */
export function ownEnd(group: {
  endsAt: Date | null;
  ownEndsAt: Date | null;
  shopEdit: unknown;
}): Date | null {
  const edit = shopEditSchema.safeParse(group.shopEdit);
  const isMoved = edit.success && edit.data.end === "earlier" && !edit.data.kept;
  return isMoved ? group.ownEndsAt : group.endsAt;
}

/** What differs between a discount and what we made it to be; null: nothing. `ownEndsAt`: the end that we gave it. */
export function shopEdit(
  ours: { offer: Offer; ownEndsAt: Date | null },
  found: FoundOffer,
): Omit<ShopEdit, "kept"> | null {
  const { unsayable, endsAt } = found;
  const differing = new Set([...offerDifferences(ours.offer, found.offer), ...unsayable]);
  const parts = OFFER_PARTS.filter((part) => differing.has(part));
  const end = endOf(ours.ownEndsAt, endsAt === null ? null : new Date(endsAt));
  return parts.length === 0 && end === null ? null : { parts, unsayable, offer: found.offer, end, endsAt };
}

/** Shopify keeps whole seconds. */
function endOf(ours: Date | null, theirs: Date | null): ShopEdit["end"] {
  const seconds = (date: Date | null) => (date === null ? Infinity : Math.floor(date.getTime() / 1_000));
  if (seconds(ours) === seconds(theirs)) return null;
  if (theirs === null) return "removed";
  return seconds(theirs) < seconds(ours) ? "earlier" : "later";
}
