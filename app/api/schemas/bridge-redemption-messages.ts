import { z } from "@hono/zod-openapi";

const decimal = z.string().nullable();

/** What a pool's codes brought in. */
export const bridgeRedemptionsSchema = z
  .object({
    assigned: z.int(),
    redeemed: z.int().nullable().openapi({ description: "Null: no store of the account tells its orders." }),
    percentRedeemed: z.number().nullable().openapi({ description: "Of the assigned codes; null: none was." }),
    medianSeconds: z.int().nullable().openapi({
      description: "From assignment to redemption, of the latest 10,000; null: none was redeemed.",
    }),
    money: z
      .array(
        z.object({
          currency: z.string().nullable().openapi({ description: "ISO 4217; null: not told." }),
          orders: z.int(),
          revenue: decimal.openapi({ description: "What the orders came to, a decimal; null: not told." }),
          discount: decimal.openapi({ description: "What this pool's codes took off; null: not told." }),
        }),
      )
      .openapi({ description: "By currency, the one with most orders first." }),
  })
  .openapi("BridgeRedemptions");

export const BRIDGE_REDEMPTIONS_EXAMPLE = {
  assigned: 1_200,
  redeemed: 90,
  percentRedeemed: 7.5,
  medianSeconds: 93_600,
  money: [{ currency: "EUR", orders: 90, revenue: "7200.0000", discount: "720.0000" }],
};
