import type { MetaFunction } from "@remix-run/node";

export const meta: MetaFunction = () => [{ title: "Open Coupon Pools from Shopify" }];

/** Where the library sends a browser that did not come from the admin. There is no box for a shop address. */
export default function Login() {
  return (
    <main
      style={{ maxWidth: "36rem", margin: "15vh auto 0", padding: "0 1.5rem", font: "1rem/1.6 system-ui" }}
    >
      <h1 style={{ fontSize: "1.6rem", lineHeight: 1.25 }}>Open Coupon Pools from your Shopify admin</h1>
      <p>This page works inside the Shopify admin only. Open your admin, choose Apps, then Coupon Pools.</p>
    </main>
  );
}
