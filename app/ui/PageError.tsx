import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { Banner, Page } from "@shopify/polaris";
import { useEffect, useRef } from "react";

/** What a page shows when it could not be made: a sentence and a way back. */
export function PageError() {
  const error = useRouteError();
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => banner.current?.focus(), []);
  const response = isRouteErrorResponse(error) ? error : null;
  // A page of Shopify's library that must run as it is: the layout's boundary knows how.
  if (typeof response?.data === "string" && response.data.includes("<script")) throw error;
  const missing = response?.status === 404;
  return (
    <Page
      title={missing ? "Not found" : "Something went wrong"}
      backAction={{ content: "Coupon pools", url: "/app" }}
    >
      <div ref={banner} tabIndex={-1} className="cp-focus">
        <Banner
          tone={missing ? "warning" : "critical"}
          title={missing ? "This page is not here" : "This page could not be shown"}
          action={{ content: "Go to your coupon pools", url: "/app" }}
        >
          <p>
            {missing
              ? `${typeof response?.data === "string" && response.data ? response.data : "It may have been removed."} Check the address, or go back to the list.`
              : "The fault is on our side. Load the page again in a minute; if it stays, contact support with the time of day."}
          </p>
        </Banner>
      </div>
    </Page>
  );
}
