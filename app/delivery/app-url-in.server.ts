import { env } from "#app/config/env.server.ts";

/** Where the app is found in the admin of a Shopify shop. */
export function appUrlIn(shop: string): string {
  const { SHOPIFY_API_KEY, SANDBOX_FRAME_ORIGIN } = env();
  return SANDBOX_FRAME_ORIGIN
    ? `${SANDBOX_FRAME_ORIGIN}/apps/coupon-pools`
    : `https://admin.shopify.com/store/${shop.replace(/\.myshopify\.com$/, "")}/apps/${SHOPIFY_API_KEY}`;
}
