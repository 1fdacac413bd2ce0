import type { Offer, OfferInput } from "../platforms/offer.ts";
import { readCountries } from "./offer-countries.ts";
import { fieldOfInstant, instantOfField } from "./offer-dates.ts";

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

const NO_ITEMS: ItemsValues = { kind: "products", products: [], collections: [] };

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

/** The form of an existing template. What the offer does not use shows what a new offer would. */
export function formOfOffer(
  template: { name: string; offer: Offer },
  now: Date,
  timeZone: string,
): OfferFormValues {
  const { name, offer } = template;
  return {
    ...newOfferForm(now, timeZone),
    name,
    ...rewardForm(offer.reward),
    minimum: offer.minimum.kind,
    ...(offer.minimum.kind === "subtotal" ? { minimumAmount: String(offer.minimum.amount) } : {}),
    ...(offer.minimum.kind === "quantity" ? { minimumQuantity: String(offer.minimum.quantity) } : {}),
    customers: offer.customers.kind,
    segments: offer.customers.kind === "segments" ? offer.customers.ids.map(untitled) : [],
    usesLimited: offer.usesPerCode !== null,
    usesPerCode: String(offer.usesPerCode ?? 1),
    oncePerCustomer: offer.oncePerCustomer,
    purchase: offer.purchase,
    recurringCycles: String(offer.recurringCycles),
    combinesProduct: offer.combinesWith.product,
    combinesOrder: offer.combinesWith.order,
    combinesShipping: offer.combinesWith.shipping,
    startsAt: fieldOfInstant(offer.startsAt, timeZone),
    ends: offer.endsAt !== null,
    endsAt: offer.endsAt === null ? "" : fieldOfInstant(offer.endsAt, timeZone),
  };
}

function rewardForm(reward: Offer["reward"]): Partial<OfferFormValues> {
  switch (reward.kind) {
    case "amount_off":
      return {
        reward: reward.kind,
        items: itemsForm(reward.items),
        valueKind: reward.value.kind,
        ...(reward.value.kind === "percentage"
          ? { percent: String(reward.value.percent) }
          : { amount: String(reward.value.amount), eachItem: reward.value.eachItem }),
      };
    case "buy_x_get_y":
      return {
        reward: reward.kind,
        buysQuantity: String(reward.buys.quantity),
        buysItems: itemsForm(reward.buys.items),
        getsQuantity: String(reward.gets.quantity),
        getsItems: itemsForm(reward.gets.items),
        getsPercent: String(reward.gets.percentOff),
        usesPerOrder: reward.usesPerOrder === null ? "" : String(reward.usesPerOrder),
      };
    case "free_shipping":
      return {
        reward: reward.kind,
        destination: reward.countries === null ? "everywhere" : "countries",
        countries: (reward.countries ?? []).join(", "),
        maximumRate: reward.maximumRate === null ? "" : String(reward.maximumRate),
      };
    default:
      return reward satisfies never;
  }
}

type Items = Extract<Offer["reward"], { kind: "amount_off" }>["items"];

function itemsForm(items: Items): ItemsValues {
  return items.kind === "all"
    ? { ...NO_ITEMS, kind: "all" }
    : { ...NO_ITEMS, kind: items.kind, [items.kind]: items.ids.map(untitled) };
}

const untitled = (id: string): Picked => ({ id, title: null });

/** The offer that a form describes. What is missing or wrong is left for `offerSchema` to complain about. */
export function offerOfForm(values: OfferFormValues, timeZone: string): OfferInput {
  const withMinimum = values.reward !== "buy_x_get_y";
  const withCycles = withMinimum && values.purchase !== "one_time";
  return {
    reward: rewardOfForm(values),
    minimum: withMinimum ? minimumOfForm(values) : { kind: "none" },
    customers:
      values.customers === "all"
        ? { kind: "all" }
        : { kind: "segments", ids: values.segments.map(({ id }) => id) },
    usesPerCode: values.usesLimited ? typed(values.usesPerCode) : null,
    oncePerCustomer: values.oncePerCustomer,
    purchase: values.purchase,
    recurringCycles: withCycles ? typed(values.recurringCycles) : 1,
    combinesWith: {
      product: values.combinesProduct,
      order: values.combinesOrder,
      shipping: values.reward !== "free_shipping" && values.combinesShipping,
    },
    startsAt: instantOfField(values.startsAt, timeZone),
    endsAt: values.ends ? instantOfField(values.endsAt, timeZone) : null,
  };
}

function rewardOfForm(values: OfferFormValues): OfferInput["reward"] {
  switch (values.reward) {
    case "amount_off":
      return {
        kind: "amount_off",
        value:
          values.valueKind === "percentage"
            ? { kind: "percentage", percent: typed(values.percent) }
            : {
                kind: "amount",
                amount: typed(values.amount),
                eachItem: values.eachItem && values.items.kind !== "all",
              },
        items: itemsOfForm(values.items),
      };
    case "buy_x_get_y":
      return {
        kind: "buy_x_get_y",
        buys: { quantity: typed(values.buysQuantity), items: itemsOfForm(values.buysItems) },
        gets: {
          quantity: typed(values.getsQuantity),
          items: itemsOfForm(values.getsItems),
          percentOff: typed(values.getsPercent),
        },
        usesPerOrder: optional(values.usesPerOrder),
      };
    case "free_shipping":
      return {
        kind: "free_shipping",
        countries: values.destination === "countries" ? readCountries(values.countries) : null,
        maximumRate: optional(values.maximumRate),
      };
    default:
      return values.reward satisfies never;
  }
}

function itemsOfForm(items: ItemsValues): Items {
  return items.kind === "all"
    ? { kind: "all" }
    : { kind: items.kind, ids: items[items.kind].map(({ id }) => id) };
}

function minimumOfForm(values: OfferFormValues): OfferInput["minimum"] {
  if (values.minimum === "subtotal") return { kind: "subtotal", amount: typed(values.minimumAmount) };
  if (values.minimum === "quantity") return { kind: "quantity", quantity: typed(values.minimumQuantity) };
  return { kind: "none" };
}

/** An empty field is not a zero. */
function typed(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

function optional(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}
