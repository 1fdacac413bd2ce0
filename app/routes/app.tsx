import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  Outlet,
  type ShouldRevalidateFunction,
  useLoaderData,
  useLocation,
  useNavigation,
  useRouteError,
} from "@remix-run/react";
import { NavMenu, useAppBridge } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect } from "react";
import { env } from "#app/config/env.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { APP_BRIDGE } from "#app/shopify.server.ts";
import { rememberPlace } from "#app/ui/embedding.ts";
import { UnansweredBanner } from "#app/ui/UnansweredBanner.tsx";
import uiStyles from "#app/ui/ui.css?url";

/** The admin's typeface, from where Shopify serves it. */
const INTER = "https://cdn.shopify.com/static/fonts/inter/v4/styles.css";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: uiStyles },
];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMerchant(request);
  const { SHOPIFY_API_KEY, APP_MODE } = env();
  return {
    apiKey: SHOPIFY_API_KEY,
    appBridge: APP_BRIDGE,
    // The demo and the tests load nothing from elsewhere.
    fonts: APP_MODE === "production" ? INTER : null,
  };
}

/** Nothing here changes while the merchant stays. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false;

export default function App() {
  const { apiKey, appBridge, fonts } = useLoaderData<typeof loader>();
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} __APP_BRIDGE_URL={appBridge}>
      {fonts ? <link rel="stylesheet" href={fonts} /> : null}
      <LoadingBar />
      <PlaceKeeper />
      <NavMenu>
        <a href="/app" rel="home">
          Coupon pools
        </a>
        <a href="/app/templates">Templates</a>
        <a href="/app/find">Find</a>
        <a href="/app/history">History</a>
        <a href="/app/alerts">Alerts</a>
        <a href="/app/settings">Settings</a>
      </NavMenu>
      <main>
        <UnansweredBanner />
        <Outlet />
      </main>
    </AppProvider>
  );
}

/** The admin's loading bar while another page is on its way. */
function LoadingBar() {
  const shopify = useAppBridge();
  const navigation = useNavigation();
  const loading = navigation.state !== "idle";
  useEffect(() => shopify.loading(loading), [loading, shopify]);
  return null;
}

/** Remembers where the frame is, for the case that it is reloaded alone. */
function PlaceKeeper() {
  const { pathname, search } = useLocation();
  useEffect(() => rememberPlace(sessionStorage, pathname, search), [pathname, search]);
  return null;
}

export function ErrorBoundary() {
  return boundary.error(useRouteError());
}

export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
