import { isDeepStrictEqual } from "node:util";
import type { FieldError } from "#app/errors/refusal.ts";
import type { Offer } from "../offer.ts";
import { magentoName } from "./magento-ids.ts";
import type { ShopCalendar } from "./shop-calendar.ts";

type Items = Extract<Offer["reward"], { kind: "amount_off" }>["items"];
type BuyXGetY = Extract<Offer["reward"], { kind: "buy_x_get_y" }>;

/** Characters of a SKU. Source: Magento\Catalog\Model\Product\Attribute\Backend\Sku. */
const SKU_CHARACTERS_MAX = 64;

/**
 * What a cart price rule of Magento cannot express of an offer, in words for the merchant. Empty: nothing.
 * Source: Magento_SalesRule 2.4, its actions (Model/Rule/Action/Discount) and conditions.
 */
export function offerProblems(offer: Offer, calendar: ShopCalendar): FieldError[] {
  return [
    ...rewardProblems(offer.reward),
    ...buyerProblems(offer),
    ...otherProblems(offer),
    ...dateProblems(offer, calendar),
  ];
}

/** A rule has days, not times. When an offer began that has begun already makes no difference any more. */
function dateProblems({ startsAt, endsAt }: Offer, calendar: ShopCalendar): FieldError[] {
  const problems: FieldError[] = [];
  const firstDay = calendar.dayOf(startsAt);
  const isFirst = Date.parse(startsAt) === Date.parse(calendar.startOf(firstDay));
  if (firstDay > calendar.today && !isFirst) {
    const message =
      "In Magento a rule begins with a day: choose the first moment of one in the shop's time zone.";
    problems.push({ path: "startsAt", message });
  }
  if (endsAt !== null && Date.parse(endsAt) !== Date.parse(calendar.endOf(calendar.dayOf(endsAt)))) {
    const message =
      "In Magento a rule ends with a day: choose the last second of one in the shop's time zone.";
    problems.push({ path: "endsAt", message });
  }
  return problems;
}

function rewardProblems(reward: Offer["reward"]): FieldError[] {
  switch (reward.kind) {
    case "amount_off":
      return itemProblems("reward.items", reward.items);
    case "buy_x_get_y":
      return buyXGetYProblems(reward);
    case "free_shipping": {
      const problems: FieldError[] = [];
      if (reward.countries?.some((country) => !/^[A-Z]{2}$/.test(country))) {
        problems.push({ path: "reward.countries", message: "Choose the countries again." });
      }
      if (reward.maximumRate !== null) {
        const message = "In Magento free shipping has no maximum rate: leave it empty.";
        problems.push({ path: "reward.maximumRate", message });
      }
      return problems;
    }
    default:
      return reward satisfies never;
  }
}

/** The action gives Y more of the line that was bought, free; its maximum counts each line of a cart for itself. */
function buyXGetYProblems({ buys, gets, usesPerOrder }: BuyXGetY): FieldError[] {
  const problems = itemProblems("reward.buys.items", buys.items);
  if (!isDeepStrictEqual(chosen(buys.items), chosen(gets.items))) {
    const message = "In Magento a buyer gets more of the same product. Choose the same items on both sides.";
    problems.push({ path: "reward.gets.items", message });
  }
  if (gets.percentOff !== 100) {
    const message = "In Magento the items that a buyer gets are free: enter 100 percent.";
    problems.push({ path: "reward.gets.percentOff", message });
  }
  if (gets.quantity > buys.quantity) {
    const message = `In Magento a buyer cannot get more items than were bought: enter at most ${buys.quantity}.`;
    problems.push({ path: "reward.gets.quantity", message });
  }
  if (usesPerOrder !== null) {
    const message = "Magento cannot limit “buy X get Y” to a number of uses in an order: leave it empty.";
    problems.push({ path: "reward.usesPerOrder", message });
  }
  return problems;
}

function chosen(items: Items): unknown {
  return items.kind === "all" ? items : { kind: items.kind, ids: [...new Set(items.ids)].sort() };
}

/** The list in a rule's condition is separated by commas; semicolons do the same in the admin's form. */
function itemProblems(path: string, items: Items): FieldError[] {
  if (items.kind === "all") return [];
  const names = items.ids.map((id) => magentoName(items.kind, id)?.trim() ?? null);
  if (names.includes(null)) {
    return [{ path, message: "Choose products and categories of this store." }];
  }
  const [wrong] = names.filter((name) => name !== null && !isNamed(items.kind, name));
  if (wrong === undefined || wrong === null) return [];
  const message =
    items.kind === "products"
      ? `“${wrong}” is no SKU that a rule can name: at most ${SKU_CHARACTERS_MAX} characters, without commas and semicolons.`
      : `“${wrong}” is no category: enter numbers of categories.`;
  return [{ path, message }];
}

function isNamed(kind: "products" | "collections", name: string): boolean {
  if (kind === "collections") return /^[1-9]\d{0,9}$/.test(name);
  return name !== "" && name.length <= SKU_CHARACTERS_MAX && !/[,;]/.test(name);
}

function buyerProblems({ customers, purchase, recurringCycles }: Offer): FieldError[] {
  const problems: FieldError[] = [];
  if (customers.kind !== "all") {
    const message = "Magento knows no customer segments: the offer has to be for everybody.";
    problems.push({ path: "customers", message });
  }
  if (purchase !== "one_time") {
    problems.push({
      path: "purchase",
      message: "Magento knows no subscriptions: choose one-time purchases.",
    });
  }
  if (recurringCycles !== 1) {
    problems.push({ path: "recurringCycles", message: "Magento knows no subscriptions: leave it at 1." });
  }
  return problems;
}

function otherProblems({ combinesWith }: Offer): FieldError[] {
  if (!Object.values(combinesWith).includes(true)) return [];
  const message =
    "Magento takes one coupon per order, so that codes cannot be combined. Choose no combinations.";
  return [{ path: "combinesWith", message }];
}
