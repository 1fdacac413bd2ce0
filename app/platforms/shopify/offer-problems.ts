import type { FieldError } from "#app/errors/refusal.ts";
import type { Offer } from "../offer.ts";
import { numberOfId } from "./shopify-ids.ts";

type Items = Extract<Offer["reward"], { kind: "amount_off" }>["items"];

/**
 * What Shopify cannot express of an offer, in words for the merchant, before it is asked. Empty: nothing.
 * Source: the inputs of the Admin API 2026-10 and their descriptions.
 */
export function offerProblems(offer: Offer): FieldError[] {
  return [
    ...rewardProblems(offer),
    ...minimumProblems(offer),
    ...customerProblems(offer),
    ...purchaseProblems(offer),
    ...dateProblems(offer),
  ];
}

function rewardProblems({ reward, combinesWith }: Offer): FieldError[] {
  switch (reward.kind) {
    case "amount_off": {
      const problems = itemProblems("reward.items", reward.items);
      if (reward.value.kind === "amount" && reward.value.eachItem && reward.items.kind === "all") {
        problems.push({
          path: "reward.value.eachItem",
          message: "An amount off each item needs chosen products or collections.",
        });
      }
      return problems;
    }
    case "buy_x_get_y": {
      const problems: FieldError[] = [];
      for (const part of ["buys", "gets"] as const) {
        const path = `reward.${part}.items`;
        const { items } = reward[part];
        if (items.kind === "all") {
          const message = "Choose products or collections: Shopify has no “buy X get Y” for all products.";
          problems.push({ path, message });
        } else problems.push(...itemProblems(path, items));
      }
      return problems;
    }
    case "free_shipping": {
      const problems: FieldError[] = [];
      if (reward.countries?.some((country) => !/^[A-Z]{2}$/.test(country))) {
        problems.push({ path: "reward.countries", message: "Choose the countries again." });
      }
      if (combinesWith.shipping) {
        const message = "Free shipping cannot be combined with other shipping discounts.";
        problems.push({ path: "combinesWith.shipping", message });
      }
      return problems;
    }
    default:
      return reward satisfies never;
  }
}

function itemProblems(path: string, items: Items): FieldError[] {
  if (items.kind === "all") return [];
  const types = items.kind === "products" ? ["Product", "ProductVariant"] : ["Collection"];
  if (items.ids.every((id) => numberOfId(id, ...types) !== null)) return [];
  return [{ path, message: `Choose the ${items.kind} again.` }];
}

function minimumProblems({ reward, minimum }: Offer): FieldError[] {
  if (reward.kind !== "buy_x_get_y" || minimum.kind === "none") return [];
  const message =
    "Shopify knows no minimum for “buy X get Y”: what has to be bought is the condition. Choose no minimum.";
  return [{ path: "minimum", message }];
}

function customerProblems({ customers }: Offer): FieldError[] {
  if (customers.kind === "all" || customers.ids.every((id) => numberOfId(id, "Segment") !== null)) return [];
  return [{ path: "customers", message: "Choose the customer segments again." }];
}

function purchaseProblems({ reward, purchase, recurringCycles }: Offer): FieldError[] {
  if (recurringCycles === 1) return [];
  const path = "recurringCycles";
  if (reward.kind === "buy_x_get_y") {
    const message = "Shopify cannot limit “buy X get Y” to a number of subscription orders. Leave it at 1.";
    return [{ path, message }];
  }
  if (purchase !== "one_time") return [];
  const message = "More than one order needs subscriptions: include them, or leave it at 1.";
  return [{ path, message }];
}

function dateProblems({ startsAt, endsAt }: Offer): FieldError[] {
  if (endsAt === null || Date.parse(endsAt) > Date.parse(startsAt)) return [];
  return [{ path: "endsAt", message: "The end must be after the start." }];
}
