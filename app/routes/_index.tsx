import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** Shopify opens the app's address with the shop in it: straight on to the dashboard. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  if (searchParams.has("shop")) throw redirect(`/app?${searchParams}`);
  return null;
}

export default function Index() {
  return (
    <main
      style={{ maxWidth: "36rem", margin: "15vh auto 0", padding: "0 1.5rem", font: "1rem/1.6 system-ui" }}
    >
      <h1 style={{ fontSize: "1.6rem", lineHeight: 1.25 }}>Coupon Pools</h1>
      <p>Hands coupon codes to an email platform at the moment of sending: each code to one message, once.</p>
      <p>
        This is an app for the Shopify admin. Install it from the Shopify App Store, or open it from the list
        of apps in your admin.
      </p>
      <p>
        Connecting an email platform? The <a href="/api/v1/docs">API documentation</a> is public.
      </p>
    </main>
  );
}
