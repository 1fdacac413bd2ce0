import { fieldOfInstant } from "./offer-dates.ts";
import { NO_ITEMS, type OfferFormValues } from "./offer-form-values.ts";

/** The form of a new offer, which starts now. */
export function newOfferForm(now: Date, timeZone: string): OfferFormValues {
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  return {
    name: "",
    reward: "amount_off",
    valueKind: "percentage",
    percent: "10",
    amount: "",
    eachItem: false,
    items: { ...NO_ITEMS, kind: "all" },
    buysQuantity: "2",
    buysItems: NO_ITEMS,
    getsQuantity: "1",
    getsItems: NO_ITEMS,
    getsPercent: "100",
    usesPerOrder: "",
    destination: "everywhere",
    countries: "",
    maximumRate: "",
    minimum: "none",
    minimumAmount: "",
    minimumQuantity: "",
    customers: "all",
    segments: [],
    usesLimited: true,
    usesPerCode: "1",
    oncePerCustomer: false,
    purchase: "one_time",
    recurringCycles: "1",
    combinesProduct: false,
    combinesOrder: false,
    combinesShipping: false,
    startsAt: fieldOfInstant(minute.toISOString(), timeZone),
    ends: false,
    endsAt: "",
  };
}
