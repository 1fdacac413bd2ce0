import type { LinksFunction, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
} from "@remix-run/react";
import type { ReactNode } from "react";
import plainStyles from "#app/ui/plain.css?url";

export const meta: MetaFunction = () => [{ title: "Coupon Pools" }];

export const links: LinksFunction = () => [
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "stylesheet", href: plainStyles },
];

export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

/** The last resort, without the admin's components: they may be what failed. */
export function ErrorBoundary() {
  const error = useRouteError();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className="plain">
      <h1>{missing ? "There is nothing here" : "Something went wrong"}</h1>
      <p>
        {missing
          ? "Check the address, or open Coupon Pools from your Shopify admin."
          : "The fault is on our side. Load the page again in a minute."}
      </p>
      <p>
        <a href="/app">Go to your coupon pools</a>
      </p>
    </main>
  );
}
