import type { SandboxShopify } from "../sandbox-shopify.ts";
import { createDiscount } from "./change-discount.ts";
import { type DiscountKind, type DiscountTerms, isoSeconds } from "./discount.ts";
import { plainTerms } from "./plain-terms.ts";

const DAY_MILLISECONDS = 24 * 3_600_000;

interface DemoDiscount {
  code: string;
  title: string;
  kind?: DiscountKind;
  startsInDays?: number;
  endsInDays?: number;
  /** Off everything; other values stand in the terms. */
  percent?: number;
  terms?: Partial<DiscountTerms>;
}

/** What the merchant of the demo made before: one of every kind that somebody may want to use or be warned of. */
const DEMO_DISCOUNTS: DemoDiscount[] = [
  { code: "WELCOME-SEED", title: "Welcome 10%", terms: { usageLimit: 1, oncePerCustomer: true } },
  { code: "SUMMER15", title: "Summer sale", percent: 15, endsInDays: 5, terms: { tags: ["sale"] } },
  {
    code: "BREW-SEED",
    title: "€5 off brewing",
    terms: {
      usageLimit: 1,
      minimum: { kind: "subtotal", amount: 30 },
      gets: {
        items: { kind: "collections", collections: [81011] },
        value: { kind: "amount", amount: 5, eachItem: false },
        quantity: null,
        oneTimePurchase: true,
        subscription: false,
      },
    },
  },
  {
    code: "MUG-SEED",
    title: "Buy 2 bags of beans, get a mug",
    kind: "DiscountCodeBxgy",
    terms: {
      usageLimit: 1,
      usesPerOrder: 1,
      recurringCycles: null,
      buys: {
        items: { kind: "products", products: [70012], variants: [] },
        value: { kind: "quantity", quantity: 2 },
        oneTimePurchase: true,
        subscription: false,
      },
      gets: {
        items: { kind: "products", products: [70010], variants: [] },
        value: { kind: "percentage", share: 1 },
        quantity: 1,
        oneTimePurchase: true,
        subscription: false,
      },
    },
  },
  {
    code: "SHIP-SEED",
    title: "Free shipping in Benelux",
    kind: "DiscountCodeFreeShipping",
    terms: {
      usageLimit: 1,
      gets: null,
      destination: { kind: "countries", countries: ["NL", "BE", "LU"], restOfWorld: false },
      maximumShippingPrice: 10,
      purchases: { oneTime: true, subscription: false },
    },
  },
  {
    code: "VIP25",
    title: "VIP 25%",
    percent: 25,
    terms: { buyers: { kind: "segments", segments: [61002] } },
  },
  { code: "BLACKFRIDAY", title: "Black Friday", percent: 30, startsInDays: 3, endsInDays: 6 },
  { code: "SPRING20", title: "Spring sale", percent: 20, startsInDays: -60, endsInDays: -30 },
  { code: "VOLUME", title: "Volume pricing", kind: "DiscountCodeApp", terms: { gets: null } },
];

export function seedDemoDiscounts(sandbox: SandboxShopify): void {
  const inDays = (days: number) => isoSeconds(new Date(sandbox.now().getTime() + days * DAY_MILLISECONDS));
  for (const { code, title, kind = "DiscountCodeBasic", ...demo } of DEMO_DISCOUNTS) {
    const plain = plainTerms(title, inDays(demo.startsInDays ?? -20), demo.percent);
    const endsAt = demo.endsInDays === undefined ? null : inDays(demo.endsInDays);
    const made = createDiscount(sandbox, {
      kind,
      terms: { ...plain, endsAt, ...demo.terms },
      code,
      by: "merchant",
    });
    if (!made.ok) throw new Error(`${code}: ${made.error.message}`);
  }
}
