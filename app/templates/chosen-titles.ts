import type { Offer } from "../platforms/offer.ts";

/** The titles of an offer, as far as it is about what they name. */
export function chosenTitles(offer: Offer): Record<string, string> {
  const chosen = new Set(chosenIds(offer));
  return Object.fromEntries(Object.entries(offer.titles).filter(([id]) => chosen.has(id)));
}

function chosenIds({ reward, customers }: Offer): string[] {
  const segments = customers.kind === "segments" ? customers.ids : [];
  switch (reward.kind) {
    case "amount_off":
      return [...segments, ...idsOf(reward.items)];
    case "buy_x_get_y":
      return [...segments, ...idsOf(reward.buys.items), ...idsOf(reward.gets.items)];
    case "free_shipping":
      return segments;
    default:
      return reward satisfies never;
  }
}

function idsOf(items: { kind: "all" } | { kind: "products" | "collections"; ids: string[] }): string[] {
  return items.kind === "all" ? [] : items.ids;
}
