import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteError } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { env } from "#app/config/env.server.ts";
import { requireMerchant } from "#app/merchant.server.ts";
import { APP_BRIDGE } from "#app/shopify.server.ts";
import uiStyles from "#app/ui/ui.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: uiStyles },
];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMerchant(request);
  return { apiKey: env().SHOPIFY_API_KEY, appBridge: APP_BRIDGE };
}

export default function App() {
  const { apiKey, appBridge } = useLoaderData<typeof loader>();
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} __APP_BRIDGE_URL={appBridge}>
      <NavMenu>
        <a href="/app" rel="home">
          Coupon pools
        </a>
        <a href="/app/settings">Settings</a>
      </NavMenu>
      <Outlet />
    </AppProvider>
  );
}

export function ErrorBoundary() {
  return boundary.error(useRouteError());
}

export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
