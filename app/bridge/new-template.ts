import type { OfferInput } from "../platforms/offer.ts";

/** The template that a new pool is to have: of a rule that exists, or of an offer, of which the module makes rules. */
export type NewTemplate = { name: string } & ({ rule: number } | { offer: OfferInput });
