import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** Shopify opens the app's address with the shop in it: straight on to the dashboard. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  if (searchParams.has("shop")) throw redirect(`/app?${searchParams}`);
  return null;
}

export default function Index() {
  return (
    <main className="plain">
      <h1>Coupon Pools</h1>
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
