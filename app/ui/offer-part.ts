import type { OfferFormValues } from "./offer-form-values.ts";

/** What every part of the form of an offer works with. */
export interface OfferPart {
  values: OfferFormValues;
  change: (changed: Partial<OfferFormValues>) => void;
  errorOf: (field: keyof OfferFormValues) => string | undefined;
  /** ISO 4217, of the store. */
  currency: string;
  /** IANA name, of the store. */
  timeZone: string;
  /** Of an offer that exists, every part says whom a change reaches. */
  editing: "yes" | "no";
}
