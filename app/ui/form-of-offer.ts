import type { Offer } from "../platforms/offer.ts";
import { newOfferForm } from "./new-offer-form.ts";
import { fieldOfInstant } from "./offer-dates.ts";
import { type ItemsValues, NO_ITEMS, type OfferFormValues, type Picked } from "./offer-form-values.ts";

/** The form of an existing template. What the offer does not use shows what a new offer would. */
export function formOfOffer(
  template: { name: string; offer: Offer },
  now: Date,
  timeZone: string,
): OfferFormValues {
  const { name, offer } = template;
  const picked = (id: string): Picked => ({ id, title: offer.titles[id] ?? null });
  return {
    ...newOfferForm(now, timeZone),
    name,
    ...rewardForm(offer.reward, picked),
    minimum: offer.minimum.kind,
    ...(offer.minimum.kind === "subtotal" ? { minimumAmount: String(offer.minimum.amount) } : {}),
    ...(offer.minimum.kind === "quantity" ? { minimumQuantity: String(offer.minimum.quantity) } : {}),
    customers: offer.customers.kind,
    segments: offer.customers.kind === "segments" ? offer.customers.ids.map(picked) : [],
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

function rewardForm(reward: Offer["reward"], picked: ById): Partial<OfferFormValues> {
  switch (reward.kind) {
    case "amount_off":
      return {
        reward: reward.kind,
        items: itemsForm(reward.items, picked),
        valueKind: reward.value.kind,
        ...(reward.value.kind === "percentage"
          ? { percent: String(reward.value.percent) }
          : { amount: String(reward.value.amount), eachItem: reward.value.eachItem }),
      };
    case "buy_x_get_y":
      return {
        reward: reward.kind,
        buysQuantity: String(reward.buys.quantity),
        buysItems: itemsForm(reward.buys.items, picked),
        getsQuantity: String(reward.gets.quantity),
        getsItems: itemsForm(reward.gets.items, picked),
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

/** A chosen thing by its id, with its title as far as that is known. */
type ById = (id: string) => Picked;
type Items = Extract<Offer["reward"], { kind: "amount_off" }>["items"];

function itemsForm(items: Items, picked: ById): ItemsValues {
  return items.kind === "all"
    ? { ...NO_ITEMS, kind: "all" }
    : { ...NO_ITEMS, kind: items.kind, [items.kind]: items.ids.map(picked) };
}
