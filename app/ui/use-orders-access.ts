import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";

/** What the app hears of the store's orders after the merchant has decided. */
export interface OrdersAnswer {
  state: "connected" | "not_allowed";
  /** Why it could not be settled, in words for the merchant. */
  problem: string | null;
}

const SCOPES = ["read_orders"];

/** Asks the merchant to let the app read orders, or gives that permission back, and has the app act on it. */
export function useOrdersAccess() {
  const shopify = useAppBridge();
  const fetcher = useFetcher<OrdersAnswer>();
  const settle = () => fetcher.submit({}, { method: "post", action: "/app/orders" });
  return {
    running: fetcher.state === "idle" ? ("no" as const) : ("yes" as const),
    problem: fetcher.state === "idle" ? (fetcher.data?.problem ?? null) : null,
    async allow() {
      const { result } = await shopify.scopes.request(SCOPES);
      if (result === "granted-all") settle();
    },
    async stop() {
      await shopify.scopes.revoke(SCOPES);
      settle();
    },
  };
}
