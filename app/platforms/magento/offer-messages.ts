import type { Offer } from "../offer.ts";
import { type ChosenKind, idOfMagento, magentoName } from "./magento-ids.ts";

type Json = Record<string, unknown>;

/**
 * An offer as a Magento admin wrote it, with SKUs and numbers of categories, as the service keeps it. What is not as
 * it should be stays so, for the schema to say.
 */
export function offerFromMagento(offer: Json): Json {
  const titles: Record<string, string> = {};
  const items = (sent: unknown): unknown => {
    if (!isObject(sent) || !isChosen(sent.kind) || !Array.isArray(sent.ids)) return sent;
    const { kind } = sent;
    const ids = sent.ids.map((named: unknown) => {
      if (typeof named !== "string" && typeof named !== "number") return named;
      const trimmed = String(named).trim();
      const id = idOfMagento(kind, trimmed);
      titles[id] = kind === "products" ? trimmed : `category ${trimmed}`;
      return id;
    });
    return { ...sent, ids };
  };
  const side = (sent: unknown) => (isObject(sent) ? { ...sent, items: items(sent.items) } : sent);
  const { reward } = offer;
  if (!isObject(reward)) return offer;
  const changed = {
    ...("items" in reward ? { items: items(reward.items) } : {}),
    ...("buys" in reward ? { buys: side(reward.buys) } : {}),
    ...("gets" in reward ? { gets: side(reward.gets) } : {}),
  };
  return { ...offer, reward: { ...reward, ...changed }, titles };
}

/** The offer of a template with SKUs and numbers of categories, as the Magento module reads it. */
export function offerForMagento(offer: Offer): Omit<Offer, "titles"> {
  const { titles: _, reward, ...others } = offer;
  switch (reward.kind) {
    case "amount_off":
      return { ...others, reward: { ...reward, items: itemsForMagento(reward.items) } };
    case "buy_x_get_y": {
      const { buys, gets } = reward;
      return {
        ...others,
        reward: {
          ...reward,
          buys: { ...buys, items: itemsForMagento(buys.items) },
          gets: { ...gets, items: itemsForMagento(gets.items) },
        },
      };
    }
    case "free_shipping":
      return { ...others, reward };
    default:
      return reward satisfies never;
  }
}

type Items = Extract<Offer["reward"], { kind: "amount_off" }>["items"];

function itemsForMagento(items: Items): Items {
  if (items.kind === "all") return items;
  return { kind: items.kind, ids: items.ids.map((id) => magentoName(items.kind, id) ?? id) };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isChosen(kind: unknown): kind is ChosenKind {
  return kind === "products" || kind === "collections";
}
