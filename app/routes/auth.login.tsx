import type { MetaFunction } from "@remix-run/node";

export const meta: MetaFunction = () => [{ title: "Open Coupon Pools from Shopify" }];

/** Where the library sends a browser that did not come from the admin. There is no box for a shop address. */
export default function Login() {
  return (
    <main className="plain">
      <h1>Open Coupon Pools from your Shopify admin</h1>
      <p>This page works inside the Shopify admin only. Open your admin, choose Apps, then Coupon Pools.</p>
    </main>
  );
}
