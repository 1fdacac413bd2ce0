import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";

/** What the page is answered when it asked for something about a pool's codes in its shop. */
export interface ShopAnswer {
  toast: string | null;
  problem: string | null;
}

/** Shows such an answer once. */
export function useShopAnswer(answer: ShopAnswer | undefined): void {
  const shopify = useAppBridge();
  useEffect(() => {
    if (answer?.toast) shopify.toast.show(answer.toast);
    else if (answer?.problem) shopify.toast.show(answer.problem, { isError: true });
  }, [answer, shopify]);
}
