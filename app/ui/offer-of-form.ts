import type { OfferInput } from "../platforms/offer.ts";
import { readCountries } from "./offer-countries.ts";
import { instantOfField } from "./offer-dates.ts";
import type { ItemsValues, OfferFormValues } from "./offer-form-values.ts";

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
    titles: titlesOfForm(values),
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

/** What everything picked is called; the offer keeps the titles of what it is about. */
function titlesOfForm({ items, buysItems, getsItems, segments }: OfferFormValues): Record<string, string> {
  const lists = [items, buysItems, getsItems].flatMap(({ products, collections }) => [products, collections]);
  return Object.fromEntries(
    [...lists.flat(), ...segments].flatMap(({ id, title }) => (title === null ? [] : [[id, title]])),
  );
}

type Items = Extract<OfferInput["reward"], { kind: "amount_off" }>["items"];

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
