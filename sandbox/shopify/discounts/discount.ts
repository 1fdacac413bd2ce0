/** The types of code discount, by their names in Shopify's schema. */
export type DiscountKind =
  | "DiscountCodeBasic"
  | "DiscountCodeFreeShipping"
  | "DiscountCodeBxgy"
  | "DiscountCodeApp";

/** Ids are the numbers at the end of Shopify's ids. */
export type Items =
  | { kind: "all" }
  | { kind: "products"; products: number[]; variants: number[] }
  | { kind: "collections"; collections: number[] };

/** A share from 0 to 1, or an amount in the shop's currency off each item or off all of them together. */
export type Value =
  | { kind: "percentage"; share: number }
  | { kind: "amount"; amount: number; eachItem: boolean };

export interface CustomerGets {
  items: Items;
  value: Value;
  /** Buy X get Y: how many items the value applies to; null otherwise. */
  quantity: number | null;
  oneTimePurchase: boolean;
  subscription: boolean;
}

export interface CustomerBuys {
  items: Items;
  value: { kind: "quantity"; quantity: number } | { kind: "amount"; amount: number };
  oneTimePurchase: boolean;
  subscription: boolean;
}

export type Minimum = { kind: "quantity"; quantity: number } | { kind: "subtotal"; amount: number };

export type Buyers =
  | { kind: "all" }
  | { kind: "customers"; customers: number[] }
  | { kind: "segments"; segments: number[] };

export type Destination = { kind: "all" } | { kind: "countries"; countries: string[]; restOfWorld: boolean };

/** What a discount grants and asks for; parts that its kind does not know are null. */
export interface DiscountTerms {
  title: string;
  /** ISO instants without a fraction, as Shopify writes them. */
  startsAt: string;
  endsAt: string | null;
  /** Uses of each code; null: no limit. */
  usageLimit: number | null;
  oncePerCustomer: boolean;
  combinesWith: { order: boolean; product: boolean; shipping: boolean; productTags: string[] };
  buyers: Buyers;
  tags: string[];
  minimum: Minimum | null;
  gets: CustomerGets | null;
  buys: CustomerBuys | null;
  usesPerOrder: number | null;
  /** Subscription orders; 0: all of them. */
  recurringCycles: number | null;
  destination: Destination | null;
  maximumShippingPrice: number | null;
  /** Free shipping: the purchases that it applies to. */
  purchases: { oneTime: boolean; subscription: boolean } | null;
}

export interface Discount extends DiscountTerms {
  number: number;
  kind: DiscountKind;
  createdAt: string;
  updatedAt: string;
  /** Orders that used one of its codes. */
  uses: number;
}

export type DiscountStatus = "ACTIVE" | "EXPIRED" | "SCHEDULED";

/** By the dates alone: a deactivated discount is one whose end was set to the moment of deactivation. */
export function discountStatus(
  { startsAt, endsAt }: Pick<Discount, "startsAt" | "endsAt">,
  now: Date,
): DiscountStatus {
  if (endsAt !== null && Date.parse(endsAt) <= now.getTime()) return "EXPIRED";
  return Date.parse(startsAt) > now.getTime() ? "SCHEDULED" : "ACTIVE";
}

export type DiscountClass = "ORDER" | "PRODUCT" | "SHIPPING";

export function discountClass(discount: Pick<Discount, "kind" | "gets">): DiscountClass {
  if (discount.kind === "DiscountCodeFreeShipping") return "SHIPPING";
  if (discount.kind === "DiscountCodeBxgy") return "PRODUCT";
  return discount.gets && discount.gets.items.kind !== "all" ? "PRODUCT" : "ORDER";
}

export function discountId(number: number): string {
  return `gid://shopify/DiscountCodeNode/${number}`;
}

export function redeemCodeId(number: number): string {
  return `gid://shopify/DiscountRedeemCode/${number}`;
}

/** The number of an id, when the id is of one of these types. */
export function numberOfId(id: unknown, ...types: string[]): number | undefined {
  const found = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(String(id));
  return found && types.includes(found[1] ?? "") ? Number(found[2]) : undefined;
}

/** An instant as Shopify writes it: UTC, whole seconds. */
export function isoSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
