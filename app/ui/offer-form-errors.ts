import type { FieldError } from "../errors/refusal.ts";
import type { OfferFormValues } from "./offer-form-values.ts";

/** Where the server's complaints about a field are. */
const PATHS: Partial<Record<keyof OfferFormValues, string>> = {
  name: "name",
  percent: "offer.reward.value.percent",
  amount: "offer.reward.value.amount",
  eachItem: "offer.reward.value.eachItem",
  items: "offer.reward.items",
  buysQuantity: "offer.reward.buys.quantity",
  buysItems: "offer.reward.buys.items",
  getsQuantity: "offer.reward.gets.quantity",
  getsItems: "offer.reward.gets.items",
  getsPercent: "offer.reward.gets.percentOff",
  usesPerOrder: "offer.reward.usesPerOrder",
  countries: "offer.reward.countries",
  maximumRate: "offer.reward.maximumRate",
  minimumAmount: "offer.minimum.amount",
  minimumQuantity: "offer.minimum.quantity",
  segments: "offer.customers",
  usesPerCode: "offer.usesPerCode",
  purchase: "offer.purchase",
  recurringCycles: "offer.recurringCycles",
  combinesShipping: "offer.combinesWith.shipping",
  startsAt: "offer.startsAt",
  endsAt: "offer.endsAt",
};

/** Sentences for what a schema alone can only call malformed. */
const MALFORMED: Partial<Record<keyof OfferFormValues, string>> = {
  countries: "Enter two-letter codes or English names, with commas between them: DE, Austria",
  recurringCycles: "Enter a whole number from 0 to 1,000; 0 means every order",
  startsAt: "Enter a date and a time",
  endsAt: "Enter a date and a time",
};

/** Fields whose sentence alone does not say which number is meant. */
const NUMBERS: Partial<Record<keyof OfferFormValues, string>> = {
  percent: "Percentage off",
  amount: "Amount off",
  buysQuantity: "Customer buys",
  getsQuantity: "Customer gets",
  getsPercent: "Percentage off what they get",
  usesPerOrder: "Times per order",
  maximumRate: "Shipping rate",
  minimumAmount: "Minimum amount",
  minimumQuantity: "Minimum number of items",
  usesPerCode: "Uses per code",
  recurringCycles: "Orders of a subscription",
  startsAt: "Start",
  endsAt: "End",
};

/** What schemas say by themselves, unlike the sentences written for people. */
const BY_ITSELF = /^(Invalid|Too (small|big)|Expected)/;

/** What is wrong with a field, or undefined. */
export function offerErrorOf(field: keyof OfferFormValues, errors: FieldError[]): string | undefined {
  const at = PATHS[field];
  if (!at) return undefined;
  const message = errors.find(({ path }) => path === at || path.startsWith(`${at}.`))?.message;
  return message && BY_ITSELF.test(message) ? (MALFORMED[field] ?? message) : message;
}

/** What an offer lacks to be complete, in the order of the form. */
export function offerMissing(issues: readonly { path: PropertyKey[]; message: string }[]): string[] {
  const errors = issues.map(({ path, message }) => ({ path: ["offer", ...path].join("."), message }));
  const fields = Object.keys(PATHS) as (keyof OfferFormValues)[];
  return fields.flatMap((field) => {
    const message = offerErrorOf(field, errors);
    if (message === undefined) return [];
    const name = NUMBERS[field];
    return name === undefined ? message : `${name}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  });
}
