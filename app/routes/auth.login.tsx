import type { MetaFunction } from "@remix-run/node";
import { useEffect, useState } from "react";
import { placeToReturnTo } from "#app/ui/embedding.ts";

export const meta: MetaFunction = () => [{ title: "Open Coupon Pools from Shopify" }];

/**
 * Where the library sends a browser whose address names no shop. A frame of the admin that was only reloaded
 * goes back to where it was; everybody else is told the way. There is no box for a shop's address.
 */
export default function Login() {
  const [stranded, setStranded] = useState(false);
  useEffect(() => {
    const place = placeToReturnTo(sessionStorage);
    if (place) location.replace(place);
    else setStranded(true);
  }, []);
  return (
    <>
      <noscript>Coupon Pools needs JavaScript.</noscript>
      <main className="plain" hidden={!stranded}>
        <h1>Open Coupon Pools from your Shopify admin</h1>
        <p>This page works inside the Shopify admin only. Open your admin, choose Apps, then Coupon Pools.</p>
      </main>
    </>
  );
}
