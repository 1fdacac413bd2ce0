import { z } from "zod";
import type { CodeOrder } from "../order-source.ts";

/** The topics by which a shop tells of its orders. */
export const ORDER_TOPICS = ["ORDERS_CREATE", "ORDERS_CANCELLED"] as const;

/**
 * All that such a webhook brings; Shopify leaves the rest out before it sends. Nothing here says who bought, or what.
 * The names are those of the REST order (webhook payloads of orders/create).
 */
export const ORDER_FIELDS = [
  "id",
  "name",
  "created_at",
  "cancelled_at",
  "currency",
  "total_price",
  "discount_codes",
  "test",
] as const;

const decimal = z.union([z.string(), z.number()]).transform((amount) => String(amount));

const orderSchema = z.object({
  id: z.union([z.number().int(), z.string()]).transform((id) => String(id)),
  name: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }),
  cancelled_at: z.iso.datetime({ offset: true }).nullish(),
  currency: z.string().nullish(),
  total_price: decimal.nullish(),
  discount_codes: z.array(z.object({ code: z.string(), amount: decimal.nullish() })).default([]),
  test: z.boolean().nullish(),
});

/** The order of a webhook. Null: a test order, one without codes, or no order at all. */
export function readOrderWebhook(payload: unknown): CodeOrder | null {
  const read = orderSchema.safeParse(payload);
  if (!read.success) return null;
  const { id, name, test, discount_codes: codes, ...order } = read.data;
  if (test || codes.length === 0) return null;
  return {
    orderId: id,
    orderNumber: name ?? null,
    total: order.total_price ?? null,
    currency: order.currency ?? null,
    codes: codes.map(({ code, amount }) => ({ code, discount: amount ?? null })),
    placedAt: new Date(order.created_at),
    cancelledAt: order.cancelled_at ? new Date(order.cancelled_at) : null,
  };
}
