import { offerFromMagento } from "../../platforms/magento/offer-messages.ts";
import type { OfferInput } from "../../platforms/offer.ts";

/** An offer as the module sent it. What it may hold is checked, field by field, where the template is made. */
export function sentOffer(offer: Record<string, unknown>): OfferInput {
  return offerFromMagento(offer) as unknown as OfferInput;
}
