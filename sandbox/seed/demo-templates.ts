import type { OfferInput } from "#app/platforms/offer.ts";
import type { DynamicPoolSettingsInput } from "#app/pools/pool-settings.ts";

export interface DemoTemplate {
  name: string;
  offer: OfferInput;
  pool: DemoDynamicPool;
}

export interface DemoDynamicPool {
  settings: Omit<DynamicPoolSettingsInput, "templateId">;
  campaign: { id: string; name: string; type: "automation" | "broadcast" };
  /** Messages of the campaign that were sent before the newcomer arrives. */
  recipients: number;
  /** Codes that are set aside for the campaign's next sending, and when that is. */
  prepared: { quantity: number; by: Date } | null;
}

/** In how many days the next sending is, and its hour (UTC). */
const SENDING_DAYS_AHEAD = 2;
const SENDING_HOUR = 8;

/** Offers of which every message gets a code of its own that Shopify makes: one without a limit, one with. */
export function demoTemplates(now: Date): DemoTemplate[] {
  const startsAt = now.toISOString();
  const nextSending = new Date(now.getTime() + SENDING_DAYS_AHEAD * 24 * 3_600_000);
  nextSending.setUTCHours(SENDING_HOUR, 0, 0, 0);
  return [
    {
      name: "Newsletter thank-you, 15% off",
      offer: {
        reward: { kind: "amount_off", value: { kind: "percentage", percent: 15 }, items: { kind: "all" } },
        minimum: { kind: "subtotal", amount: 30 },
        oncePerCustomer: true,
        combinesWith: { shipping: true },
        startsAt,
      },
      pool: {
        settings: {
          name: "Newsletter thank-you",
          handle: "newsletter-thank-you",
          codeFormat: { prefix: "THANKS-" },
          validDays: 30,
        },
        campaign: { id: "newsletter-sign-up", name: "Newsletter sign-up", type: "automation" },
        recipients: 340,
        prepared: null,
      },
    },
    {
      name: "Free shipping weekend",
      offer: { reward: { kind: "free_shipping", countries: ["NL", "BE", "LU"] }, startsAt },
      pool: {
        settings: {
          name: "Free shipping weekend",
          handle: "free-shipping",
          codeFormat: { prefix: "SHIP-", groups: 1, groupLength: 8 },
          limit: 2_500,
          validDays: 3,
        },
        campaign: { id: "free-shipping-weekend", name: "Free shipping weekend", type: "automation" },
        recipients: 180,
        prepared: { quantity: 1_200, by: nextSending },
      },
    },
  ];
}
