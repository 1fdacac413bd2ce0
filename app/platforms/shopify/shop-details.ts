import { z } from "zod";

/** The answer to the shop query. */
export const shopDetailsSchema = z.object({
  data: z.object({
    shop: z.object({ name: z.string(), ianaTimezone: z.string(), currencyCode: z.string() }),
  }),
});

export type ShopDetails = z.infer<typeof shopDetailsSchema>["data"]["shop"];
