// Fixed values for the demo and the tests. They are public, so production refuses to start with any of them.

export const DEMO_SHOP = "demo-shop.myshopify.com";
export const DEMO_SHOPIFY_API_KEY = "demo-client-id";
export const DEMO_SHOPIFY_API_SECRET = "demo-client-secret-not-for-production";
export const DEMO_MASTER_KEYS = `demo:${"ZGVtby1tYXN0ZXIta2V5LW5vdC1mb3ItcHJvZHVjdGk="}`;
/** Whom the demo's mails come from. Without SMTP_URL nothing is ever sent from it. */
export const DEMO_MAIL_FROM = "Coupon Pools <coupon-pools@sandbox.example>";
