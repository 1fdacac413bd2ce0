/** Seconds after which a call to Shopify is given up; its own answers take at most ten or so. */
export const SHOPIFY_CALL_SECONDS_MAX = 20;
