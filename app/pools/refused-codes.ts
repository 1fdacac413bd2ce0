import { z } from "zod";

/**
 * Why the checkout of a shop refuses a code. `used_up`: it was used as often as its discount allows. `invalid`: the
 * shop does not take it as a code at all.
 */
export const REFUSED_WHY = ["not_in_shop", "ended", "scheduled", "inactive", "used_up", "invalid"] as const;
export type RefusedWhy = (typeof REFUSED_WHY)[number];

/** What a look at some codes of a pool found, as it is stored. */
export const refusedCodesSchema = z.array(
  z.object({
    code: z.string(),
    why: z.enum(REFUSED_WHY),
    /** The title of the discount that has the code. */
    discount: z.string().nullable(),
  }),
);
export type RefusedCode = z.infer<typeof refusedCodesSchema>[number];

/**
 * Of the pools of a statement: of their ready codes some would be refused at the checkout of a connected store. Uploaded
 * codes say not whose they are: where one of several stores takes all that were looked up, they are its own.
 */
export const HAS_REFUSED_CODES = `available > 0 and archived_at is null and coalesce((
  select min(k.refused) > 0 from pool_checks k join stores s on s.id = k.store_id
  where k.pool_id = pools.id and k.looked > 0 and s.disconnected_at is null), false)`;

/** What is wrong with such a code, for people. */
export const REFUSED_SENTENCES = {
  not_in_shop: "Not in the shop",
  // Shopify gives a discount that is switched off an end: that moment.
  ended: "The discount that has this code has ended or was switched off",
  scheduled: "The discount that has this code has not started yet",
  inactive: "The discount that has this code is switched off",
  used_up: "Used already, as often as its discount allows one code",
  invalid: "The shop does not take it as a code",
} as const satisfies Record<RefusedWhy, string>;
