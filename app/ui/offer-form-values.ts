import type { Offer } from "../platforms/offer.ts";

/** Something picked from the store. The title is null where only its id is known. */
export interface Picked {
  id: string;
  title: string | null;
}

/** Both lists are kept, so that looking at the other kind loses nothing. */
export interface ItemsValues {
  kind: "all" | "products" | "collections";
  products: Picked[];
  collections: Picked[];
}

/** What stands in the fields of the form, numbers as they are typed, times as the store's clocks show them. */
export interface OfferFormValues {
  name: string;
  reward: Offer["reward"]["kind"];
  valueKind: "percentage" | "amount";
  percent: string;
  amount: string;
  eachItem: boolean;
  items: ItemsValues;
  buysQuantity: string;
  buysItems: ItemsValues;
  getsQuantity: string;
  getsItems: ItemsValues;
  getsPercent: string;
  /** Empty: as often as the order allows. */
  usesPerOrder: string;
  destination: "everywhere" | "countries";
  countries: string;
  /** Empty: any rate. */
  maximumRate: string;
  minimum: Offer["minimum"]["kind"];
  minimumAmount: string;
  minimumQuantity: string;
  customers: Offer["customers"]["kind"];
  segments: Picked[];
  usesLimited: boolean;
  usesPerCode: string;
  oncePerCustomer: boolean;
  purchase: Offer["purchase"];
  recurringCycles: string;
  combinesProduct: boolean;
  combinesOrder: boolean;
  combinesShipping: boolean;
  startsAt: string;
  ends: boolean;
  endsAt: string;
}

/** Where nothing is chosen yet. */
export const NO_ITEMS: ItemsValues = { kind: "products", products: [], collections: [] };
